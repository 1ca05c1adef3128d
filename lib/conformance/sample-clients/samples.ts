import type { Sandbox } from '#lib/sandbox/start.ts'
import type { VendorName } from '#lib/sandbox/vendors.ts'
import { createUpyunTemplate } from '../vendor-cases.ts'
import { cut, unwrap } from './extract.ts'

export type Place = { url: string; account: Record<string, string>; template: string }
export type Sample = {
  name: string
  vendor: VendorName
  language: 'python' | 'php' | 'java'
  /** Makes the template that it sends by, where the vendor's console has none ready. */
  prepare?(sandbox: Sandbox): Promise<string>
  /** The client as it stands in the vendor's document, made runnable again: nothing of its logic is touched. */
  source(document: string, place: Place): string
  /** How many recipients the vendor must have taken, and what its answer holds, as often as it was asked. */
  taken: number
  said: RegExp
}

const replaceAll = (text: string, pairs: [RegExp | string, string][]): string =>
  pairs.reduce((all, [from, to]) => all.replaceAll(from, to), text)

const infocloudPython: Sample = {
  name: 'one text with and without variables, and many texts',
  vendor: 'infocloud',
  language: 'python',
  source: (document, { url, account }) =>
    replaceAll(unwrap(cut(document, /import hashlib\nimport hmac/, /\n 示例：/)), [
      // The page breaks moved the first line of a page by one column.
      [/^ {5}(?=def |#)/gm, '    '],
      [/^ {9}(?=response )/gm, '        '],
      ['https://opassapi.infocloud.cc', url],
      [/apiKey = ".*"/g, `apiKey = "${account.apiKey}"`],
      [/accesskey = ".*"/g, `accesskey = "${account.accessKey}"`],
      [/823x+8112/g, '860000000000000001'],
      [/8181x+10080/g, '860000000000000003'],
      // The sample gives one variable of a template that has two here.
      [String.raw`[[\"测试1\"],[\"测试2\"]]`, String.raw`[[\"测试1\",\"1\"],[\"测试2\",\"2\"]]`],
      ['183xxxx925', '183xxxx9250'],
    ]),
  taken: 6,
  said: /"code": ?200/g,
}

const infocloudPhp: Sample = {
  name: 'one text',
  vendor: 'infocloud',
  language: 'php',
  source: (document, { url, account }) =>
    replaceAll(unwrap(cut(document, /<\?php\n\$apiKey/, /\n VB\.NET/)), [
      ['https://opassapi.infocloud.cc', url],
      [/\$apiKey = ".*"/g, `$apiKey = "${account.apiKey}"`],
      [/\$accessKey = ".*"/g, `$accessKey = "${account.accessKey}"`],
      ["'15*****0'", "'1500000xxxx'"],
      ['82*****48', '860000000000000001'],
    ]),
  taken: 1,
  said: /"code": ?200/g,
}

const upyunPhp: Sample = {
  name: 'one text with variables',
  vendor: 'upyun',
  language: 'php',
  prepare: (sandbox) => createUpyunTemplate(sandbox),
  source: (document, { url, account, template }) =>
    `${replaceAll(cut(document, /<\?php\n\/\/ 注意/, /\nJAVA 发送示例代码/), [
      ['https://sms-api.upyun.com', url],
      ['<YOUR_TOKEN>', account.token ?? ''],
      ["['template_id'] = 1", `['template_id'] = ${template}`],
    ])}\necho $result;`,
  taken: 1,
  said: /"message_id"/,
}

const upyunJava: Sample = {
  name: 'a text without variables',
  vendor: 'upyun',
  language: 'java',
  prepare: (sandbox) => createUpyunTemplate(sandbox, '您好，系统将于今晚22点至24点维护。'),
  source: (document, { url, account, template }) => {
    const body = replaceAll(cut(document, /URL url = new URL/, /$(?![\s\S])/), [
      ['https://sms-api.upyun.com', url],
      ['<YOUR_TOKEN>', account.token ?? ''],
      ['"template_id", 1', `"template_id", ${template}`],
    ])
    return javaProgram(
      'import java.io.*; import java.net.*; import org.json.JSONObject;',
      `public static void main(String[] args) throws Exception { ${body}\nSystem.out.println(result); }`,
    )
  },
  taken: 1,
  said: /"message_id"/,
}

const javaProgram = (imports: string, members: string): string =>
  `${imports}\npublic class Sample {\n${members}\n}\n`

/** The document prints programs on one line each, where a comment would swallow the rest. */
const withoutBanners = (program: string): string =>
  program.replace(/\/\/ \+-+ \/\/ \| .*? \/\/ \+-+/g, '').replace(/\/\/ \S+ (?=private )/g, '')

const zhuanxinyunPlace = (program: string, { url, account }: Place): string =>
  replaceAll(withoutBanners(program), [
    ['https://api.zhuanxinyun.com', url],
    [/('appKey' => )'\w+'/g, `$1'${account.appKey}'`],
    [/('appSecret' => )'\w+'/g, `$1'${account.appSecret}'`],
    [/(String appKey = )"\w+"/g, `$1"${account.appKey}"`],
    [/(String appSecret = )"\w+"/g, `$1"${account.appSecret}"`],
  ])

const zhuanxinyunPhp: Sample = {
  name: 'one text, many texts by template, the balance',
  vendor: 'zhuanxinyun',
  language: 'php',
  source: (document, place) => {
    const program = cut(document, /\/\/ \+-+ \/\/ \| 普通短信發送代碼/, /\n/)
    return `<?php\n${zhuanxinyunPlace(program, place)}`
  },
  taken: 4,
  said: /(.*"errorCode":"000000"){3}/s,
}

const zhuanxinyunJava: Sample = {
  name: 'one text, many texts by template, the balance',
  vendor: 'zhuanxinyun',
  language: 'java',
  source: (document, place) => {
    const program = cut(document, /\/\*\* \* 單條、批量短信發送代碼/, /\n/)
    const client = zhuanxinyunPlace(program, place).replace(
      'public class HttpUtil',
      'static class HttpUtil',
    )
    return javaProgram(
      `import java.io.*; import java.net.*; import java.util.*; import org.apache.http.*;
       import org.apache.http.client.entity.*; import org.apache.http.client.methods.*;
       import org.apache.http.impl.client.*; import org.apache.http.message.*; import org.apache.http.util.*;`,
      `public static void main(String[] args) throws Exception { batchSend(); batchTplSend(); querySmsCount(); }
       ${client}`,
    )
  },
  taken: 4,
  said: /(.*"errorCode":"000000"){3}/s,
}

/** Stands in for a library that Debian does not have; the sample asks it for one field. */
const jsonStandIn = `
class JSONObject {
  private final String text;
  private JSONObject(String text) { this.text = text; }
  static JSONObject parseObject(String text) { return new JSONObject(text); }
  Object get(String name) {
    var found = java.util.regex.Pattern.compile('"' + name + "\\": *\\"([^\\"]*)").matcher(text);
    return found.find() ? found.group(1) : null;
  }
}`

const veesingJava: Sample = {
  name: 'one text to two phones',
  vendor: 'veesing',
  language: 'java',
  source: (document, { url, account }) =>
    replaceAll(
      cut(
        document,
        /import java\.io\.IOException;\n\nimport org\.apache\.commons/,
        /\n正常响应示例/,
      ),
      [
        [/import com\..*;\n/g, ''],
        ['https://cloud.10658.com.cn', url],
        ['2RYN7CQHL1M*****', account.appId ?? ''],
        ['WVNA4A0*****', account.appKey ?? ''],
      ],
    ) + jsonStandIn,
  taken: 2,
  said: /"returnStatus": ?"1/,
}

/** The clients in the documents that can run here; infocloud's in Java is cut off in its document. */
export const samples: Sample[] = [
  infocloudPython,
  infocloudPhp,
  upyunPhp,
  upyunJava,
  zhuanxinyunPhp,
  zhuanxinyunJava,
  veesingJava,
]

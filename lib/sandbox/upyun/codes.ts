import { type Answer, jsonAnswer } from '../core/vendor.ts'

/** The document's table 6.1: HTTP status and words. The spelling ILLEGAL_PARAMER is its own. */
export const CODES: Readonly<Record<string, readonly [number, string]>> = {
  INVALID_FILE: [400, '文件不存在或大小格式不符合规范'],
  MISSING_PARAMETER: [400, '必填项为空'],
  INVALID_CREDENTIALS: [401, '无效的认证'],
  REQUIRE_TEMPLATE_OWNER: [403, '没有模板的权限'],
  REQUIRE_SIGNATURE_OWNER: [403, '没有签名的权限'],
  USER_NOT_FOUND: [404, '用户不存在'],
  TEMPLATE_NOT_FOUND: [404, '模板不存在'],
  NOT_FOUND: [404, '页面不存在'],
  INSUFFICIENT_FUNDS: [409, '短信额度不足,请充值'],
  MOBILE_LIMIT: [409, '手机号数量上限'],
  ILLEGAL_MOBILE: [409, '手机号无效'],
  ILLEGAL_PARAMER: [409, '参数无效'],
  TEMPLATE_LIMIT: [409, '模板数量达到上限'],
  TEMPLATE_AUDITING: [409, '模板正在审核,无法使用'],
  TEMPLATE_NOT_AUDITED: [409, '模板未审核'],
  ILLEGAL_SIGNATURE: [409, '模版签名长度不合法,必须为3~8个字'],
  ILLEGAL_TITLE: [409, '模版标题长度不合法,必须小于12个字'],
  TEMPLATE_FAILED: [409, '模板审核失败,请重新提交'],
  ILLEGAL_CONTENT_LENGTH: [409, '模版内容长度不合法,签名+内容必须小于348个字'],
  ILLEGAL_REPORT_TYPE: [409, '无效的审核类型'],
  ILLEGAL_TEMPLATE_ID: [422, '无效的模板编号'],
  SMS_SYSTEM_ERROR: [500, 'SMS 服务异常'],
  SYSTEM_ERROR: [500, '系统错误'],
}

/** An error of the table; `detail` replaces its words, which the document says may differ. */
export function failure(code: string, detail?: string): Answer {
  const [status, message] = CODES[code] ?? [500, '系统错误']
  return jsonAnswer(status, { error_code: code, message: detail ?? message })
}

import type { Category, Settings } from '#lib/providers/vocabulary.ts'

export type DemoTemplate = {
  title: string
  text: string
  category: Category
  vendorId?: string
  settings?: Settings
}
export type DemoChannel = {
  vendor: string
  name: string
  price: string
  lowBalance: string
  templates: DemoTemplate[]
}

export const demoSignature = '云通信'

/** One channel at each vendor of the sandbox; codes are those that a fresh sandbox knows. */
export const demoChannels: DemoChannel[] = [
  {
    vendor: 'infocloud',
    name: '经分助手（演示）',
    price: '0.0450',
    lowBalance: '2000',
    templates: [
      {
        title: '收入通知',
        text: '{姓名}您好，本次收入{金额}元。',
        category: 'notification',
        vendorId: '860000000000000001',
      },
      {
        title: '登录验证码',
        text: '您的验证码是{验证码}，5分钟内有效，请勿告诉他人。',
        category: 'otp',
        vendorId: '860000000000000002',
      },
      {
        title: '系统维护',
        text: '您好，系统将于今晚22点至24点维护，期间暂停服务，请提前安排。',
        category: 'notification',
        vendorId: '860000000000000003',
      },
      {
        title: '新品到店',
        text: '{姓名}您好，本周六新品到店，凭短信到店领取礼品一份。拒收请回复，退订回T',
        category: 'marketing',
        vendorId: '860000000000000004',
      },
    ],
  },
  {
    vendor: 'upyun',
    name: '又拍云（演示）',
    price: '0.0500',
    lowBalance: '1000',
    templates: [
      {
        title: '取件通知',
        text: '{姓名}您好，您的包裹已到{地点}，取件码{取件码}。',
        category: 'notification',
      },
      { title: '到账提醒', text: '{姓名}您好，本次收入{金额}元。', category: 'notification' },
      { title: '会员日', text: '本周日会员日，全场八折，到店即享。退订回T', category: 'marketing' },
    ],
  },
]

const surnames = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨'
const names = [
  '伟',
  '芳',
  '娜',
  '敏',
  '静',
  '强',
  '磊',
  '洋',
  '艳',
  '勇',
  '军',
  '杰',
  '娟',
  '涛',
  '超',
  '明',
]
const prefixes = ['138', '139', '150', '186', '130', '177', '199', '189', '192', '147']

/** A file of recipients as staff would upload it: phone, name, amount. */
export function demoFile(count: number): string {
  const rows = Array.from({ length: count }, (_, n) => {
    const phone = `${prefixes[n % prefixes.length]}${String((n * 7_919 + 20_000_013) % 100_000_000).padStart(8, '0')}`
    const name = `${surnames[n % surnames.length]}${names[(n * 7) % names.length]}`
    return `${phone},${name},${((n * 137) % 90_000) / 100 + 10}`
  })
  return ['手机号,姓名,金额', ...rows].join('\r\n')
}

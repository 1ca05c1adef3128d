import type { Category, Settings } from '#lib/providers/vocabulary.ts'
import type { Column } from './demo-people.ts'

export type DemoTemplate = {
  title: string
  text: string
  category: Category
  vendorId?: string
  settings?: Settings
}
export type DemoBatch = {
  name: string
  /** Title of a template of its channel. */
  template: string
  fileName: string
  people: number
  columns: Column[]
  /** Further lines of the file, as they go wrong in life. */
  more?: string[]
  /** `tomorrow` at ten in the morning, in China. */
  start: 'now' | 'tomorrow' | 'tomorrow_by_vendor' | 'draft'
  /** Who answers, by their place in the file, and what. */
  replies?: { person: number; content: string }[]
}
export type DemoChannel = {
  vendor: string
  name: string
  price: string
  lowBalance: string
  optOutWords?: string
  templates: DemoTemplate[]
  batches: DemoBatch[]
}

export const demoSignature = '云通信'

/** Whom nothing goes to, by their place in the files, and why. */
export const demoBlocked = [{ person: 57, reason: '多次投诉，客服要求停发' }]

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
    batches: [
      {
        name: '系统维护 · 明天上午',
        template: '系统维护',
        fileName: '全体用户.csv',
        people: 120,
        columns: ['手机号'],
        start: 'tomorrow',
      },
      {
        name: '收入通知 · 演示',
        template: '收入通知',
        fileName: '收入名单.csv',
        people: 240,
        columns: ['手机号', '姓名', '金额'],
        start: 'now',
        replies: [
          { person: 3, content: '收到，谢谢' },
          { person: 11, content: '金额好像不对，请核实一下' },
        ],
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
    batches: [
      {
        name: '会员日 · 待确认',
        template: '会员日',
        fileName: '会员.csv',
        people: 90,
        columns: ['手机号'],
        more: ['1380013800', '无', '13820000013', '+86 139 2000 7932'],
        start: 'draft',
      },
      {
        name: '取件通知 · 今日到件',
        template: '取件通知',
        fileName: '到件.csv',
        people: 36,
        columns: ['手机号', '姓名', '地点', '取件码'],
        start: 'now',
      },
    ],
  },
  {
    vendor: 'zhuanxinyun',
    name: '专信云（演示）',
    price: '0.0400',
    lowBalance: '1000',
    optOutWords: '退订回T',
    templates: [
      {
        title: '收入通知',
        text: '{姓名}您好，本次收入{金额}元。',
        category: 'notification',
        vendorId: '1001',
      },
      {
        title: '登录验证码',
        text: '您的验证码是{验证码}，5分钟内有效，请勿告诉他人。',
        category: 'otp',
        vendorId: '1002',
      },
      {
        title: '新品到店',
        text: '{姓名}您好，本周六新品到店，凭短信到店领取礼品一份。拒收请回复，退订回T',
        category: 'marketing',
        vendorId: '1004',
      },
    ],
    batches: [
      {
        name: '新品到店 · 老客户',
        template: '新品到店',
        fileName: '老客户.csv',
        people: 60,
        columns: ['手机号', '姓名'],
        more: ['13820000013,赵伟', '1234567,号码不全', '13700000001,'],
        start: 'now',
        replies: [
          { person: 7, content: 'TD' },
          { person: 19, content: '周六几点开门？' },
        ],
      },
    ],
  },
  {
    vendor: 'veesing',
    name: '中昱维信（演示）',
    price: '0.0420',
    lowBalance: '1000',
    templates: [
      {
        title: '会议通知',
        text: '请于本周五下午两点到三楼会议室参加季度总结会，请准时到场。',
        category: 'notification',
      },
      {
        title: '账单提醒',
        text: '{姓名}您好，您本月账单为{金额}元，请按时缴费。',
        category: 'notification',
      },
    ],
    batches: [
      {
        name: '会议通知 · 全体员工',
        template: '会议通知',
        fileName: '员工.csv',
        people: 80,
        columns: ['手机号'],
        start: 'now',
        replies: [{ person: 25, content: '收到，准时参加' }],
      },
    ],
  },
  {
    vendor: 'smsadmin',
    name: '通用短信平台（演示）',
    price: '0.0380',
    lowBalance: '1000',
    optOutWords: '退订回T',
    templates: [
      {
        title: '会员优惠',
        text: '{姓名}您好，会员八折，满100减20；到店出示短信即可。退订回T',
        category: 'marketing',
      },
      {
        title: '年费到期',
        text: '{姓名}您好：\n您的年费{金额}元将于月底到期，请及时续费。',
        category: 'notification',
      },
    ],
    batches: [
      {
        name: '年费到期 · 由供应商定时',
        template: '年费到期',
        fileName: '年费.csv',
        people: 25,
        columns: ['手机号', '姓名', '金额'],
        start: 'tomorrow_by_vendor',
      },
      {
        name: '会员优惠 · 本周',
        template: '会员优惠',
        fileName: '会员名单.csv',
        people: 45,
        columns: ['手机号', '姓名'],
        start: 'now',
        replies: [
          { person: 31, content: '退订' },
          { person: 33, content: '可以和其他活动一起用吗？' },
        ],
      },
    ],
  },
]

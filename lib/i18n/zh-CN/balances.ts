export default {
  unit: { cny: '元', messages: '条' },
  quota: {
    general: '普通',
    vip: '免审',
    industry: '行业',
    marketing: '营销',
    balance: '余额',
    行业短信: '行业短信',
    推广短信: '推广短信',
    会员短信: '会员短信',
    剩余资费: '剩余资费',
  },
  low: '不足',
  lowHint: '低于预警值 {threshold}',
}

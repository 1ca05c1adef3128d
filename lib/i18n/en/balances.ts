/** What vendors call the kinds of what is left; a name that is not here is shown as it came. */
export default {
  unit: { cny: 'CNY', messages: 'messages' },
  quota: {
    general: 'General',
    vip: 'Vip',
    industry: 'Industry',
    marketing: 'Marketing',
    balance: 'Balance',
    行业短信: 'Notification',
    推广短信: 'Marketing',
    会员短信: 'Member',
    剩余资费: 'Remaining',
  },
  low: 'Low',
  lowHint: 'Below the threshold of {threshold}',
}

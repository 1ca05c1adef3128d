import type { CodeEntry } from '../vocabulary.ts'

/** 6.1 错误码列表, with the vendor's spelling. The words that come with a code are not matched (6.3). */
export const codes: Record<string, CodeEntry> = {
  INVALID_FILE: {
    failure: 'rejected',
    text: {
      'zh-CN': '文件不存在，或大小、格式不符合规范',
      en: 'No such file, or its size or format is wrong',
    },
  },
  MISSING_PARAMETER: {
    failure: 'rejected',
    text: { 'zh-CN': '必填项为空', en: 'A required parameter is empty' },
  },
  INVALID_CREDENTIALS: {
    failure: 'unauthorized',
    text: { 'zh-CN': '无效的认证', en: 'The token is not valid' },
    advice: { 'zh-CN': '核对通道的 Token', en: 'Check the channel’s token' },
  },
  REQUIRE_TEMPLATE_OWNER: {
    failure: 'template_unavailable',
    text: { 'zh-CN': '没有使用该模板的权限', en: 'The template belongs to another account' },
    advice: { 'zh-CN': '同步模板后重新选择', en: 'Sync the templates and choose again' },
  },
  REQUIRE_SIGNATURE_OWNER: {
    failure: 'template_unavailable',
    text: { 'zh-CN': '没有使用该签名的权限', en: 'The signature belongs to another account' },
  },
  USER_NOT_FOUND: {
    failure: 'unauthorized',
    text: { 'zh-CN': '用户不存在', en: 'No such user' },
    advice: { 'zh-CN': '核对通道的 Token', en: 'Check the channel’s token' },
  },
  TEMPLATE_NOT_FOUND: {
    failure: 'template_unavailable',
    text: { 'zh-CN': '模板不存在', en: 'No such template' },
    advice: {
      'zh-CN': '模板可能已在供应商处删除，请同步模板',
      en: 'It may have been deleted at the vendor: sync the templates',
    },
  },
  NOT_FOUND: {
    // The path does not exist, so nothing was taken; it says nothing about the recipients.
    failure: 'unavailable',
    text: { 'zh-CN': '接口地址不存在', en: 'No such page' },
    advice: { 'zh-CN': '核对通道的接口地址', en: 'Check the channel’s base URL' },
  },
  INSUFFICIENT_FUNDS: {
    failure: 'insufficient_balance',
    text: { 'zh-CN': '短信额度不足', en: 'The message quota is used up' },
    advice: {
      'zh-CN': '请在又拍云控制台购买套餐：短信服务 → 充值 → 短信包管理；普通与免审分开购买',
      en: 'Buy a package in Upyun’s console under 短信服务 → 充值 → 短信包管理; general and vip are bought apart',
    },
  },
  MOBILE_LIMIT: {
    failure: 'rejected',
    text: { 'zh-CN': '手机号数量达到上限', en: 'Too many phone numbers' },
    advice: { 'zh-CN': '调低通道的每次号码数', en: 'Lower the channel’s recipients a call' },
  },
  ILLEGAL_MOBILE: {
    failure: 'rejected',
    text: { 'zh-CN': '手机号无效', en: 'The phone number is not valid' },
  },
  ILLEGAL_PARAMER: {
    failure: 'rejected',
    text: { 'zh-CN': '参数无效', en: 'A parameter is not valid' },
    advice: {
      'zh-CN': '核对变量的个数与内容',
      en: 'Check the number and the content of the variables',
    },
  },
  TEMPLATE_LIMIT: {
    failure: 'rejected',
    text: {
      'zh-CN': '模板数量达到上限（每种通道 40 个）',
      en: 'The number of templates is at its limit (40 for each kind of channel)',
    },
    advice: { 'zh-CN': '删除不用的模板后再创建', en: 'Delete templates that are not used' },
  },
  TEMPLATE_AUDITING: {
    failure: 'template_unavailable',
    text: { 'zh-CN': '模板正在审核，无法使用', en: 'The template is in review and cannot be used' },
    advice: { 'zh-CN': '等待审核通过后继续', en: 'Go on once it is approved' },
  },
  TEMPLATE_NOT_AUDITED: {
    failure: 'template_unavailable',
    text: { 'zh-CN': '模板未审核', en: 'The template has not been reviewed' },
    advice: { 'zh-CN': '等待审核通过后继续', en: 'Go on once it is approved' },
  },
  ILLEGAL_SIGNATURE: {
    failure: 'rejected',
    text: {
      'zh-CN': '签名长度不合法，必须为 3~8 个字',
      en: 'The signature must have 3 to 8 characters',
    },
  },
  ILLEGAL_TITLE: {
    failure: 'rejected',
    text: {
      'zh-CN': '标题长度不合法，必须少于 12 个字',
      en: 'The title must have fewer than 12 characters',
    },
  },
  TEMPLATE_FAILED: {
    failure: 'template_unavailable',
    text: { 'zh-CN': '模板审核失败', en: 'The template was refused in review' },
    advice: { 'zh-CN': '修改模板并重新提交', en: 'Change the template and submit it again' },
  },
  ILLEGAL_CONTENT_LENGTH: {
    failure: 'rejected',
    text: {
      'zh-CN': '内容长度不合法，签名加内容必须少于 348 个字',
      en: 'Signature and text together must have fewer than 348 characters',
    },
  },
  ILLEGAL_REPORT_TYPE: {
    failure: 'rejected',
    text: { 'zh-CN': '无效的审核类型', en: 'The kind of channel is not valid' },
  },
  ILLEGAL_TEMPLATE_ID: {
    failure: 'template_unavailable',
    text: { 'zh-CN': '无效的模板编号', en: 'The template’s number is not valid' },
    advice: { 'zh-CN': '同步模板后重新选择', en: 'Sync the templates and choose again' },
  },
  SMS_SYSTEM_ERROR: {
    failure: 'outcome_unknown',
    text: {
      'zh-CN': '短信服务异常，无法确定是否已受理',
      en: 'The SMS service failed: it may or may not have been taken',
    },
  },
  SYSTEM_ERROR: {
    failure: 'outcome_unknown',
    text: {
      'zh-CN': '系统错误，无法确定是否已受理',
      en: 'System error: it may or may not have been taken',
    },
  },
}

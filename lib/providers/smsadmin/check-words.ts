import { ask, badAnswer } from './answer.ts'
import type { SmsadminCall } from './settings.ts'

/** 6. 敏感字查询: `敏感字:甲;乙;`, or 不含敏感字. Characters beyond GBK are asked about as `?`. */
export async function checkWords(call: SmsadminCall, text: string): Promise<string[]> {
  const { response, text: answer } = await ask(call, 'mgz', { msg: text })
  const [head = '', list] = answer.split(/[:：](.*)/s)
  if (!head.includes('敏感')) throw badAnswer(response.status, answer)
  return (list ?? '')
    .split(/[;；]/)
    .map((word) => word.trim())
    .filter(Boolean)
}

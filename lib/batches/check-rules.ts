import { type Channel, limitsOf } from '#lib/channels/open-channel.ts'
import { getProvider } from '#lib/providers/registry.ts'
import { countSegments, renderText } from '#lib/providers/texts.ts'
import type { RowRules } from '#lib/recipients/check-row.ts'
import { listLengths } from '#lib/templates/variable-lengths.ts'
import type { FrozenTemplate } from './types.ts'

/** What a row must fulfil to go out on this channel with this template. */
export function checkRules(channel: Channel, template: FrozenTemplate): RowRules {
  const { valueProblem, textProblem } = getProvider(channel.vendor)
  const lengths = listLengths(template.text, template.variableLengths)
  return {
    variables: template.variables,
    ...(lengths ? { lengths } : {}),
    render: (values) => renderText(template, values),
    textLength: limitsOf(channel).textLength,
    countSegments,
    ...(valueProblem ? { valueProblem } : {}),
    ...(textProblem ? { textProblem } : {}),
  }
}

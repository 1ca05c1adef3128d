'use client'
import { Alert, Card, Flex, InputNumber, Typography } from 'antd'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { Bubble } from '#components/bubble.tsx'
import { countSegments, listVariables, type TextParts } from '#lib/providers/texts.ts'
import type { TemplateDraft } from '#lib/providers/vendor-templates.ts'
import { longestValues, renderLongest, renderSample } from '#lib/templates/estimate.ts'
import { signaturePositionOf } from '#lib/templates/review.ts'
import type { VariableLengths } from '#lib/templates/variable-lengths.ts'

/** The first segment ends at 70 characters, the signature included. */
const oneSegment = 70

type Props = {
  draft: TemplateDraft
  lengths: VariableLengths
  maxLength: number
  /** Sensitive words that were found. */
  marked: string[] | undefined
}

/** The text as it will arrive with values of a chosen length, and when it needs a second segment. */
export function PreviewPanel({ draft, lengths, maxLength, marked }: Props) {
  const t = useTranslations('templates')
  const [length, setLength] = useState(6)
  const id = useId()
  const { text, signature, settings } = draft
  const parts: TextParts = { text, signature, signaturePosition: signaturePositionOf(settings) }
  const variables = listVariables(text)
  const sample = text ? renderSample(parts, length, lengths) : ''
  const note = variables.length > 0 ? { note: t('previewNote', { count: length }) } : {}
  return (
    <Card title={t('preview')} style={{ marginBottom: 16 }}>
      <Bubble text={sample} marked={marked} {...note} />
      {variables.length > 0 && (
        <Flex gap={8} align="center" wrap style={{ marginTop: 16 }}>
          <label htmlFor={id}>{t('previewSample')}</label>
          <InputNumber
            id={id}
            min={0}
            max={200}
            value={length}
            onChange={(value) => setLength(value ?? 0)}
          />
        </Flex>
      )}
      {text && <Worst parts={parts} lengths={lengths} />}
      {sample.length > maxLength && (
        <Alert type="error" showIcon title={t('tooLong', { max: maxLength })} />
      )}
    </Card>
  )
}

function Worst({ parts, lengths }: { parts: TextParts; lengths: VariableLengths }) {
  const t = useTranslations('templates')
  const longest = longestValues(parts, oneSegment)
  const whole = renderLongest(parts, lengths)
  const words = () => {
    if (whole !== undefined)
      return t('worstAll', { length: whole.length, segments: countSegments(whole) })
    if (longest === undefined) return t('worstNone')
    if (longest < 0) return t('worstOver')
    return t('worst', { segments: countSegments(renderSample(parts, longest)), count: longest })
  }
  return (
    <Typography.Paragraph type="secondary" style={{ margin: '12px 0' }}>
      {words()}
    </Typography.Paragraph>
  )
}

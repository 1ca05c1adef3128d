'use client'
import { Segmented } from 'antd'
import { useTranslations } from 'next-intl'
import type { Category } from '#lib/providers/vocabulary.ts'

const categories = ['notification', 'marketing', 'otp'] as const satisfies Category[]

export const isCategory = (text: string | undefined): text is Category =>
  (categories as readonly string[]).includes(text ?? '')

type Props = { value: Category | undefined; change(value: Category | undefined): void }

/** What kind of text it is; it narrows the templates. */
export function ChooseCategory({ value, change }: Props) {
  const t = useTranslations()
  return (
    <div>
      <Segmented
        aria-label={t('batches.steps.category')}
        value={value ?? 'all'}
        onChange={(picked) => change(isCategory(picked) ? picked : undefined)}
        options={[
          { value: 'all', label: t('batches.wizard.allCategories') },
          ...categories.map((one) => ({ value: one, label: t(`common.category.${one}`) })),
        ]}
      />
    </div>
  )
}

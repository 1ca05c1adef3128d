import { z } from 'zod'
import type { FieldMeta, Localized } from './vocabulary.ts'

/** One field of a form, plain data that may cross to the browser. */
export type FormField = {
  name: string
  title: Localized
  help?: Localized
  /** Write-only: never shown again. */
  secret: boolean
  input: 'text' | 'number' | 'select' | 'switch'
  /** Of a select, in order. */
  options?: { value: string; label: Localized }[]
  required: boolean
  default?: string | number | boolean
}

type Shape = { shape: Record<string, z.ZodType> }

/** The fields of a zod object, in its order, with the FieldMeta that stands on them. Throws when one has none. */
export function listFields(schema: Shape): FormField[] {
  return Object.entries(schema.shape).map(([name, type]) => readField(name, type))
}

function readField(name: string, type: z.ZodType): FormField {
  const layers = unwrap(type)
  const meta = layers.map((layer) => layer.meta()?.field).find((field) => field !== undefined)
  if (!meta) throw new Error(`field ${name} has no FieldMeta`)
  const core = layers.at(-1)
  const byDefault = layers.find((layer) => layer instanceof z.ZodDefault)?.def.defaultValue
  return {
    name,
    title: meta.title,
    ...(meta.help ? { help: meta.help } : {}),
    secret: meta.secret ?? false,
    input: inputOf(core, meta),
    ...(core instanceof z.ZodEnum ? { options: listOptions(core, meta) } : {}),
    required: !type.safeParse(undefined).success && !type.safeParse('').success,
    ...(isPlain(byDefault) ? { default: byDefault } : {}),
  }
}

/** The type and what it wraps, from the outside in. */
function unwrap(type: z.ZodType): z.ZodType[] {
  const inner =
    type instanceof z.ZodDefault || type instanceof z.ZodOptional || type instanceof z.ZodNullable
      ? (type.def.innerType as z.ZodType)
      : undefined
  return inner ? [type, ...unwrap(inner)] : [type]
}

function inputOf(core: z.ZodType | undefined, meta: FieldMeta): FormField['input'] {
  if (core instanceof z.ZodEnum) return 'select'
  if (core instanceof z.ZodBoolean) return 'switch'
  return meta.input ?? (core instanceof z.ZodNumber ? 'number' : 'text')
}

function listOptions(core: z.ZodEnum, meta: FieldMeta) {
  return core.options.map((option) => {
    const value = String(option)
    return { value, label: meta.options?.[value] ?? { 'zh-CN': value, en: value } }
  })
}

function isPlain(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value)
}

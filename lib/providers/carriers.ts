/** 移动, 联通, 电信, 广电. */
export type Carrier = 'cmcc' | 'cucc' | 'ctcc' | 'cbn'

// Longer prefixes first in meaning: a four-digit entry beats the three-digit one around it.
const prefixes: Record<Carrier, string> = {
  cmcc: '134 135 136 137 138 139 147 148 150 151 152 157 158 159 165 172 178 182 183 184 187 188 195 197 198 1703 1705 1706',
  cucc: '130 131 132 140 145 146 155 156 166 167 171 175 176 185 186 196 1704 1707 1708 1709',
  ctcc: '133 1349 141 149 153 162 173 174 177 180 181 189 190 191 193 199 1700 1701 1702',
  cbn: '192',
}

const carrierByPrefix = new Map(
  (Object.keys(prefixes) as Carrier[]).flatMap((carrier) =>
    (prefixes[carrier] ?? '').split(' ').map((prefix) => [prefix, carrier] as const),
  ),
)

/** A guess by prefix for an 11-digit mainland number: ported numbers are with another carrier. */
export function carrierOf(phone: string): Carrier | undefined {
  return carrierByPrefix.get(phone.slice(0, 4)) ?? carrierByPrefix.get(phone.slice(0, 3))
}

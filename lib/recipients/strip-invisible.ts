/** Zero-width and direction marks that copying from web pages, chats and phone books brings along. */
const marks = '\\u200b\\u200c\\u200e\\u200f\\u202a-\\u202e\\u2060\\u2066-\\u2069\\ufeff'
const emojiEnd = '[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f]'
/** A joiner between two emoji makes one picture of them (a family); anywhere else it is a mark too. */
const invisible = new RegExp(
  `[${marks}]|(?<!${emojiEnd})\\u200d|\\u200d(?!\\p{Extended_Pictographic})`,
  'gu',
)

/** A text without the format characters nobody sees; joiners inside an emoji stay. */
export function stripInvisible(text: string): string {
  return text.replace(invisible, '')
}

/** Format characters, fillers and variation selectors: alone in a cell they show nothing. */
const unseen = new RegExp(
  `^[${marks}\\s\\u00ad\\u034f\\u115f\\u1160\\u180e\\u200d\\u2061-\\u2065\\u2800\\u3164\\ufe00-\\ufe0f\\uffa0]*$`,
)

/** Nothing in it that anybody could see. */
export const isUnseen = (text: string): boolean => {
  const first = text.charCodeAt(0)
  // Most cells begin with a digit, a letter or a common Chinese character.
  if ((first > 0x20 && first < 0x7f) || (first >= 0x4e00 && first <= 0x9fff)) return false
  return unseen.test(text)
}

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

/** Check of sensitive words by the vendor. */
export default {
  title: 'Sensitive words',
  lead: 'The vendor looks for words that it does not let through.',
  check: 'Check words',
  checkText: 'Text to check',
  checking: 'The vendor is looking …',
  none: 'The vendor found no sensitive word.',
  found: 'The vendor will not let these words through:',
  again: 'Check again',
  hint: 'Change the template or the values. A text with such a word is refused or not delivered.',
  of: 'Checked: {count, plural, one {# text} other {# different texts}}.',
  outdated: 'The text has changed since the check.',
  empty: 'Write a text first.',
}

/** One sentence a rule of an input that is broken. */
export default {
  required: 'Fill this in.',
  invalid_type: 'This is not the right kind of value.',
  too_short: 'At least {minimum} characters.',
  too_long: 'At most {maximum} characters.',
  too_small: 'Not less than {minimum}.',
  too_big: 'Not more than {maximum}.',
  too_few: 'Choose at least {minimum}.',
  too_many: 'Choose at most {maximum}.',
  email: 'Write an e-mail address, such as name@company.com.',
  format: 'This is not in the right form.',
  choice: 'Choose one from the list.',
  password_short: 'At least 10 characters.',
  password_same: 'The two passwords are not the same.',
  range_form: 'Write addresses or ranges, such as 192.0.2.7 or 192.0.2.0/24.',
}

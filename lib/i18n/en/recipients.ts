/** Why a row of a file, or a whole file, cannot be used. */
export default {
  reasons: {
    broken_encoding:
      'Some characters could not be read. Choose another encoding or correct the row.',
    broken_quotes: 'The quotation marks do not match.',
    empty_phone: 'There is no phone number.',
    scientific_notation:
      'The spreadsheet has thrown digits away (1.38E+10). Format the column as text and enter it again.',
    not_mobile: 'Not a mainland mobile number of 11 digits.',
    missing_variable: 'There is no column for “{name}”.',
    empty_variable: '“{name}” is empty.',
    formula_error: '“{name}” holds the spreadsheet error {value}.',
    control_character: '“{name}” holds a character that cannot be sent.',
    brackets: '“{name}” holds 【 or 】, which would read as a second signature.',
    value_too_long: 'The value of “{name}” has {length} characters; the template allows {limit}.',
    too_long: 'The whole text has {length} characters; at most {limit} can be sent.',
    duplicate: 'Appeared before: the same number with the same content.',
  },
  files: {
    empty_file: 'The file is empty. Choose another one.',
    header_only: 'There is only a header in the file. Add recipients below it.',
    first_sheet_empty:
      'The first sheet, “{sheet}”, is empty; there are rows on “{other}”. Move that sheet to the front, or save it as a file of its own.',
    unreadable_file:
      'This is not a table we can read. Save it as .xlsx or CSV and upload it again.',
    web_page_file:
      'This is not a workbook but a web page (HTML) with a workbook’s name. Open it in Excel and save it as .xlsx or CSV.',
    legacy_excel_file:
      'This is an old .xls workbook, or one with a password. Save it as .xlsx without a password.',
    too_many_rows: 'The file has more than {limit} rows. Split it.',
    too_many_columns: 'Row {row} has more than {limit} columns. Is the file a table?',
    cell_too_long:
      'A cell in row {row} has more than {limit} characters. A quotation mark may be open there.',
    archive_too_large: 'The workbook unpacks to more than {limitMb} MB. Save it as CSV.',
    too_slow: 'Reading the workbook took longer than {seconds} s. Save it as CSV.',
    no_phone_column:
      'No column with phone numbers was found. Name one of them “手机号” or “phone”. Found: {columns}',
  },
  warnings: {
    held_interval:
      'Rows with one more text to a phone: {count}. This channel waits {seconds} s between two to one phone.',
    held_daily:
      'Rows beyond the {daily} texts a day to one phone that this channel allows: {count}. They wait for the next days.',
    held_account:
      'This account allows {daily} messages a day and has {left} left today; {count} wait for the next days.',
    held_template_daily:
      'Rows beyond the {daily} texts a day to one phone that this template allows: {count}. They wait for the next days.',
    held_calls:
      'This template allows {daily} calls a day of up to {size} recipients and has {left} left today; about {count} messages wait for the next days.',
    quiet_hours:
      'Quiet hours of this channel are {from} to {to} (Asia/Shanghai): marketing waits until they end.',
    template_hours:
      'This template goes only from {from} to {to} (Asia/Shanghai); at other times it waits.',
    unnamed_column: 'Row {row} has something in a column without a header. It is ignored.',
    extra_column: 'Row {row} has more columns than the template needs. They are ignored.',
    title_skipped: 'Row {row} is a title and not a header. It is skipped: {title}',
    mapped_by_position:
      'No header fits the variables, so the columns were taken in their order: {columns}',
    missing_column: 'The file has no column for “{name}”, so every row is refused.',
    invisible_removed:
      'Row {row} has invisible characters in a value. They are removed here and in any later row.',
    repeated_column: 'Two columns are called “{name}”. The first one is taken.',
  },
  export: { row: 'Row', line: 'Original line', reason: 'Reason' },
}

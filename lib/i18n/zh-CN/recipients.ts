/** Why a row of a file, or a whole file, cannot be used. */
export default {
  reasons: {
    broken_encoding: '有无法识别的字符，请更换编码或修改该行。',
    broken_quotes: '引号不配对。',
    empty_phone: '没有手机号。',
    scientific_notation: '表格软件丢失了部分数字（如 1.38E+10），请将该列设为文本后重新填写。',
    not_mobile: '不是 11 位的大陆手机号。',
    missing_variable: '缺少变量“{name}”对应的列。',
    empty_variable: '变量“{name}”为空。',
    formula_error: '变量“{name}”是表格公式错误 {value}。',
    control_character: '变量“{name}”含有无法发送的字符。',
    brackets: '变量“{name}”含有【或】，会被当作第二个签名。',
    value_too_long: '变量“{name}”有 {length} 字，模板限定最多 {limit} 字。',
    too_long: '短信全文 {length} 字，最多 {limit} 字。',
    duplicate: '重复：号码和内容与前面某行相同。',
  },
  files: {
    empty_file: '文件是空的，请重新选择文件。',
    header_only: '文件只有表头，请在表头下方填写收件人。',
    first_sheet_empty:
      '第一个工作表“{sheet}”是空的，数据在“{other}”中。请将该工作表移到最前，或单独另存为文件。',
    unreadable_file: '无法识别的文件，请另存为 .xlsx 或 CSV 后重新上传。',
    web_page_file:
      '这不是工作簿，而是网页（HTML），只是文件名像工作簿。请用 Excel 打开后另存为 .xlsx 或 CSV。',
    legacy_excel_file: '这是旧版 .xls 或加密的工作簿，请另存为不带密码的 .xlsx。',
    too_many_rows: '文件超过 {limit} 行，请拆分后上传。',
    too_many_columns: '第 {row} 行超过 {limit} 列，请确认文件是一张表格。',
    cell_too_long: '第 {row} 行有单元格超过 {limit} 个字符，可能是引号没有配对。',
    archive_too_large: '工作簿解压后超过 {limitMb} MB，请另存为 CSV。',
    too_slow: '读取工作簿超过 {seconds} 秒，请另存为 CSV。',
    no_phone_column: '没有找到手机号列，请将列名改为“手机号”。现有列：{columns}',
  },
  warnings: {
    held_interval:
      '{count} 行是发给同一号码的第二条及以后的短信，该通道对同一号码须间隔 {seconds} 秒，将自动等待。',
    held_daily: '{count} 行超过该通道每个号码每天 {daily} 条的限制，将在之后几天自动发送。',
    held_account:
      '该账户每天最多 {daily} 条，今天还可发 {left} 条，其余 {count} 条将在之后几天自动发送。',
    held_template_daily:
      '{count} 条超过该模板每个号码每天 {daily} 条的限制，将在之后几天自动发送。',
    held_calls:
      '该模板每天最多发送 {daily} 次（每次 {size} 人），今天还剩 {left} 次，约 {count} 条将在之后几天自动发送。',
    quiet_hours: '该通道的静默时段为 {from}–{to}（北京时间），其间营销短信自动等待。',
    template_hours: '该模板仅在 {from}–{to}（北京时间）发送，其余时间自动等待。',
    unnamed_column: '第 {row} 行在没有表头的列中有内容，已忽略。',
    extra_column: '第 {row} 行的列数多于模板所需，多出的列已忽略。',
    title_skipped: '第 {row} 行是标题而非表头，已跳过：{title}',
    mapped_by_position: '表头与变量名都不一致，已按列的顺序对应：{columns}',
    missing_column: '文件中没有变量“{name}”对应的列，所有行都会被拒绝。',
    invisible_removed: '第 {row} 行的变量含有不可见字符，该行及之后的此类字符均已去除。',
    repeated_column: '有两列都叫“{name}”，取第一列。',
  },
  export: { row: '行号', line: '原始内容', reason: '原因' },
}

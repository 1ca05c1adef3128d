import { prefixKeys } from '../prefix-keys.ts'
import recipients from './recipients.ts'

/** One entry a UserError code: what is wrong and what to do. */
export default {
  forbidden: 'Your role does not allow this. Ask an administrator.',
  signed_out: 'Your session has ended. Sign in again.',
  bad_origin: 'This request did not come from the console. Reload the page and try again.',
  not_found: 'There is nothing at this address any more. Reload the list.',
  invalid_input: 'Some fields are not right. See the marks beside them.',
  unexpected: 'Something went wrong on our side. It was logged; try again.',
  base_url_private:
    'This address lies in a private network, where the console does not go. If it should, add {target} to OUTBOUND_ALLOW for console and worker, start them again, and save once more.',
  name_taken: 'The name “{name}” is taken. Choose another.',
  batch_unknown: 'There is no batch “{name}”. Look in the list of batches.',
  batch_ambiguous: 'Several batches are called “{name}”. Use the id.',
  batch_state: 'A batch that is {state} cannot do this.',
  batch_not_checked: 'The file is not checked yet. Wait for the check to end.',
  nothing_to_send: 'There is nobody in this batch who can be sent to again in this way.',
  again_sent: 'The batch “{name}” was made of these people already. Go on from there.',
  again_changed:
    'Since this batch was made of another one, {count} of its messages may not go out any more: their first message arrived after all, or another batch has them. Make it anew.',
  repeats_since:
    'In the meantime the batch “{name}” was confirmed, with {percent} % of the same people. Look at it; confirm once more if this one should go out all the same.',
  approval_console_only:
    'The command line can make approval stricter only. An administrator makes it less strict in the console, under Settings.',
  batch_empty: 'There is no valid recipient in this batch. Upload another file.',
  schedule_past: 'The time to send lies in the past. Choose a later one.',
  schedule_quiet:
    'At that time the vendor would send marketing in the quiet hours ({from} to {to}). Choose another time, or let the console hold the batch.',
  opt_out_words:
    'Marketing on this channel must say “{words}”. Add it to the template, or change the channel.',
  content_changed:
    'This batch is not what was approved any more, so it does not go out. Abort it and make it again.',
  schedule_unsupported:
    'This vendor holds no messages until a time. Let the console hold the batch instead.',
  schedule_too_soon:
    'The vendor wants a batch that it holds at least {minutes} minutes ahead. Choose a later time, or let the console hold it.',
  channel_paused: 'The channel “{name}” is paused. Resume it first.',
  template_not_approved:
    'The template “{title}” is not approved by the vendor, so it cannot be sent yet.',
  template_changed:
    'The template “{title}” was changed after this file was checked. Discard the draft and make a new one.',
  recipients_per_call_max: 'This vendor takes at most {max} recipients a call.',
  own_approval: 'Nobody approves their own batch. Ask a second person.',
  email_taken: '“{email}” has an account already.',
  last_administrator: 'Somebody must be able to administer. Make another administrator first.',
  own_account: 'Nobody disables their own account. Ask another administrator.',
  wrong_password: 'This is not your current password.',
  too_many_tries: 'Too many tries. Wait a minute, then try again.',
  not_first_run: 'There is an account already. Reload the page and sign in.',
  bad_time: '“{value}” is no time. Write a day like 2026-11-21 or a time like 2026-11-21 18:00.',
  message_not_unknown: 'Only an unconfirmed message can be settled. Reload the page.',
  settle_other_call:
    'Since you looked at this message it has gone out again, and that call is the unconfirmed one now. Reload the page and ask the vendor about that one.',
  message_erased: 'The number was erased, so the message cannot be sent again.',
  erase_named_waiting:
    'Texts of batch “{batch}” that are yet to go out name this number (messages: {count}). Send, abort, cancel or discard that batch, then try again.',
  erase_import_running:
    'A file that has the number, or may have it, is being checked. Wait until that is done, then try again.',
  pushes_waiting:
    'Pushes for this channel are not applied yet ({count}), and have to be read with the old credentials. Wait a little and save again; if the number stays, the worker’s log says what is wrong.',
  erase_pushes_waiting:
    'What a vendor pushed names the number and cannot be read yet: see the channels, mend what is wrong there, then try again.',
  call_under_way: 'The call to the vendor may still be answered. Wait half a minute and try again.',
  phone_not_mobile: 'This is no mainland mobile number. Write 11 digits, like 13800138000.',
  opted_out_already: 'This number is on the opt-out list already.',
  vendor_unknown: 'There is no vendor “{vendor}”.',
  channel_unknown: 'There is no channel “{name}”. Look in the list of channels.',
  channel_in_use: 'Batches on this channel are not finished: {count}. Finish or abort them first.',
  credentials_again:
    'The address changes, so enter the credentials again: stored ones are not sent to a new address.',
  field_unknown: '“{name}” is not one of this vendor’s fields. Known: {names}',
  field_invalid: '“{name}” is missing or not in the right form.',
  clock_form: 'Write a time of day like 21:00.',
  price_form: 'Write a number with at most four decimals, such as 0.0450.',
  test_unsupported: 'This vendor has nothing that could be asked for without sending.',
  query_wait: 'The vendor allows no question yet. Try again in {seconds} s.',
  statistics_unsupported: 'This vendor tells no counts of its own.',
  range_order: 'The first day lies behind the last one.',
  range_long: 'At most {days} days can be asked for at once.',
  check_words_unsupported: 'This vendor has no check of sensitive words.',
  records_unsupported: 'This vendor does not let one look into its records.',
  records_not_called: 'No call has carried this message, so the vendor knows nothing of it.',
  sync_unsupported:
    'The vendor of “{name}” has no template interface: enter templates by their code.',
  template_unknown: 'There is no template “{name}”. Look in the list of templates.',
  template_ambiguous: 'Several templates are called “{name}”. Use the id.',
  template_in_use:
    'Batches still have to send with this template: {count}. Finish or abort them first.',
  template_fixed: 'The vendor cannot change this in a template that exists. Make a new template.',
  vendor_id_required: 'Enter the code that the vendor gave the template.',
  vendor_id_by_vendor:
    'This vendor gives the code itself. Leave it empty, or sync to fetch templates that exist there.',
  vendor_id_taken: 'The channel has a template with the code “{id}” already.',
  signature_taken: 'The channel has the signature “{text}” already.',
  signature_in_use: 'Templates use this signature: {count}. Delete or change them first.',
  upload_too_large: 'The file is larger than {limitMb} MB. Split it.',
  upload_incomplete: 'The file did not arrive whole. Upload it again.',
  upload_empty: 'The file is empty. Choose another one.',
  upload_gone: 'The uploaded file was removed. Upload it again.',
  ...prefixKeys('file_', recipients.files),
  ...prefixKeys('refused_', recipients.reasons),
  too_many_searches: 'Too many searches by phone. Try again in {seconds} s.',
  callback_rotating:
    'The address before this one is still good. End it first, then make a new one.',
  blocklisted_already: 'This number is on the blocklist already.',
  file_not_written: 'The file “{file}” cannot be written, or exists already.',
  upload_quota:
    'Your files would take more than {limitMb} MB together. Finish or discard batches that are not sent yet.',
}

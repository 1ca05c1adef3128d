import { type Cells, carriesReference, fullCall, suite } from './cell.ts'

const unit = 'lib/providers/smsadmin'
const wire = 'lib/conformance/smsadmin.test.ts'
const flow = 'lib/conformance/smsadmin.db.test.ts'

export const smsadmin: Cells = {
  sameText: {
    how: '`get_send`, `post_send`, each also `_md5` and `_urldecode`',
    proofs: [
      [`${unit}/wire.test.ts`, '%s %s'],
      [`${unit}/wire.test.ts`, 'post %s'],
      [wire, '$method $style carries $text'],
    ],
  },
  ownTexts: {
    how: '`post_send_ddt`',
    proofs: [
      [`${unit}/wire.test.ts`, 'as the example has it: {value0} is the phone'],
      [wire, 'ddt with {value%s} as the first variable'],
    ],
  },
  recipients: {
    how: 'POST and ddt 1,000; GET 100',
    is: 1000,
    proofs: [fullCall, [flow, 'a GET channel makes calls of a hundred']],
  },
  schedule: {
    how: '`dtime`',
    proofs: [
      [`${unit}/wire.test.ts`, 'at a time, in China'],
      [flow, 'the vendor holds a batch until its time'],
    ],
  },
  reference: {
    how: '`linkid` a call',
    proofs: [
      carriesReference,
      [flow, 'a call without an answer settles by the reports of its linkid'],
    ],
  },
  extension: false,
  templates: false,
  reportsPushed: {
    how: 'form or query, `Class=rpt`',
    proofs: [
      [`${unit}/events.test.ts`, 'the report, its parameters in the %s'],
      [suite, 'pushed reports name the message they are about'],
    ],
  },
  reportsPulled: {
    how: '`report`: 20 a call, read once',
    proofs: [
      [`${unit}/events.test.ts`, '20 reports, and so more'],
      [flow, 'opened pulls bring what is not pushed, each row once'],
    ],
  },
  repliesPushed: {
    how: 'form or query, `Class=mo`',
    proofs: [
      [`${unit}/events.test.ts`, 'the reply, its parameters in the %s'],
      [suite, 'pushed replies name their phone'],
    ],
  },
  repliesPulled: {
    how: '`reve`, `reve_urlencode`: 20 a call, read once',
    proofs: [
      [wire, '%s gives 20 replies a call, once'],
      [flow, 'opened pulls bring what is not pushed, each row once'],
    ],
  },
  balance: {
    how: '`user_info`, `user_info_urldecode`',
    proofs: [
      [wire, 'reads the balance by %j, on one line or two'],
      [suite, 'says what is left'],
    ],
  },
  words: {
    how: '`mgz`',
    proofs: [
      [wire, 'finds the sensitive words'],
      ['lib/conformance/questions.test.ts', 'finds the words, and none where there is none'],
    ],
  },
  statistics: false,
  records: false,
  outcome: false,
  diagnosis: false,
  authentication: {
    how: 'uid and password, plain or md5',
    is: ['uid', 'pwd'],
    proofs: [
      [`${unit}/wire.test.ts`, 'post %s'],
      [suite, 'unauthorized, whichever part of the credentials is wrong'],
    ],
  },
  encoding: {
    how: 'GBK out, GB18030 in',
    proofs: [
      [
        `${unit}/text-problems.test.ts`,
        'is what isGbk says of each character, and is read as GB18030',
      ],
      [wire, '$method $style carries $text'],
    ],
  },
}

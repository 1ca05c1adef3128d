import { type Cells, fullCall, suite } from './cell.ts'

const unit = 'lib/providers/veesing/wire.test.ts'

export const veesing: Cells = {
  sameText: {
    how: '`smsApi/group`',
    proofs: [
      [unit, 'is the form of the sample, to the byte'],
      [suite, 'takes a message and its text as we render it'],
    ],
  },
  ownTexts: false,
  recipients: { how: '500 (ours; not stated)', is: 500, proofs: [fullCall] },
  schedule: {
    how: '`sendTime`, 31 minutes ahead',
    proofs: [
      [unit, 'names the time in China until which the vendor holds it'],
      ['lib/conformance/veesing.db.test.ts', 'the vendor holds a batch until its time'],
    ],
  },
  reference: false,
  extension: false,
  templates: false,
  reportsPushed: {
    how: 'form',
    proofs: [
      [unit, 'of a receipt, delivered or not'],
      [suite, 'pushed reports name the message they are about'],
    ],
  },
  reportsPulled: false,
  repliesPushed: {
    how: 'form',
    proofs: [
      [unit, 'with content is a reply, in UTF-8'],
      [suite, 'pushed replies name their phone'],
    ],
  },
  repliesPulled: false,
  balance: {
    how: '`getBalance`',
    proofs: [
      [unit, 'is asked in a form and read from the sample'],
      [suite, 'says what is left'],
    ],
  },
  words: false,
  statistics: false,
  records: false,
  outcome: false,
  diagnosis: false,
  authentication: {
    how: 'id and key as parameters',
    is: ['appId', 'appKey'],
    proofs: [[suite, 'unauthorized, whichever part of the credentials is wrong']],
  },
  encoding: {
    how: 'UTF-8 form',
    proofs: [[unit, 'is the form of the sample, to the byte']],
  },
}

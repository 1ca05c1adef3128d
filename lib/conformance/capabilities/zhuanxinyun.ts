import { type Cells, carriesReference, fullCall, suite } from './cell.ts'

const unit = 'lib/providers/zhuanxinyun'
const flow = 'lib/conformance/zhuanxinyun.db.test.ts'

export const zhuanxinyun: Cells = {
  sameText: {
    how: '`sendSms.json` or `.xml`',
    proofs: [
      [`${unit}/wire.test.ts`, 'is the form of the document’s sendSms, byte for byte'],
      [
        `${unit}/wire.test.ts`,
        'asks for XML and reads its sample where the channel says so, with its extension',
      ],
      [suite, 'takes a message and its text as we render it'],
    ],
  },
  ownTexts: {
    how: '`sendTplSms`, by a template’s code',
    proofs: [
      [
        `${unit}/wire.test.ts`,
        'encodes each by itself and the whole once more, as the document’s samples do',
      ],
      [flow, 'a file of own texts is one call by the template’s code, with reports and a reply'],
    ],
  },
  recipients: { how: '1,000', is: 1000, proofs: [fullCall] },
  schedule: false,
  reference: {
    how: '`missionNums` a recipient, `batchNum` a call',
    proofs: [carriesReference, [flow, 'a call without an answer settles by its own references']],
  },
  extension: {
    how: '`extraNum`, up to 6 digits',
    is: 'extraNum',
    proofs: [[flow, 'answers in XML, and an extension that the reply comes back on']],
  },
  templates: false,
  reportsPushed: {
    how: 'XML',
    proofs: [
      [`${unit}/records.test.ts`, 'of a report, as the document prints it'],
      [suite, 'pushed reports name the message they are about'],
    ],
  },
  reportsPulled: {
    how: '`queryStatusReport`, by day',
    proofs: [
      [`${unit}/records.test.ts`, 'of reports asks for the day, as the document’s sample does'],
      [flow, 'where nothing is pushed, reports and replies are asked for'],
    ],
  },
  repliesPushed: {
    how: 'XML',
    proofs: [
      [`${unit}/records.test.ts`, 'of a reply, as the document prints it'],
      [suite, 'pushed replies name their phone'],
    ],
  },
  repliesPulled: {
    how: '`queryMoRecord`',
    proofs: [
      [`${unit}/records.test.ts`, 'of replies asks with the keys alone'],
      [suite, 'pulled replies name their phone'],
    ],
  },
  balance: {
    how: '`querySmsCount`, once in 20 s',
    proofs: [
      [suite, 'says what is left'],
      [flow, 'an empty account pauses the batch, and asking too often only puts it off'],
    ],
  },
  words: false,
  statistics: false,
  records: false,
  outcome: false,
  diagnosis: false,
  authentication: {
    how: 'key and secret as parameters',
    is: ['appKey', 'appSecret'],
    proofs: [[suite, 'unauthorized, whichever part of the credentials is wrong']],
  },
  encoding: {
    how: 'UTF-8 form',
    proofs: [[`${unit}/wire.test.ts`, 'is the form of the document’s sendSms, byte for byte']],
  },
}

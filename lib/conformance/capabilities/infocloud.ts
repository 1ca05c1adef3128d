import { type Cells, carriesReference, fullCall, suite } from './cell.ts'

const unit = 'lib/providers/infocloud'
const questions = 'lib/conformance/questions.test.ts'

export const infocloud: Cells = {
  sameText: {
    how: '`message/send`',
    proofs: [
      [`${unit}/send.test.ts`, 'equal values go by send, and none at all without templateParam'],
      [suite, 'takes a message and its text as we render it'],
    ],
  },
  ownTexts: {
    how: '`message/sendBatch`',
    proofs: [
      [`${unit}/send.test.ts`, 'different values go by sendBatch, signed, all strings'],
      [
        questions,
        'infocloud carries many different texts in one call, and one text in one as well',
      ],
    ],
  },
  recipients: { how: '1,000', is: 1000, proofs: [fullCall] },
  schedule: false,
  reference: { how: '`bid` a call; `msgId` comes back', proofs: [carriesReference] },
  extension: {
    how: '`upExtendCode`',
    is: 'upExtendCode',
    proofs: [[questions, 'a variable signature goes first, an extension number goes along']],
  },
  templates: false,
  reportsPushed: {
    how: 'JSON',
    proofs: [
      [`${unit}/reports.test.ts`, 'of receipts, as the document prints it'],
      [suite, 'pushed reports name the message they are about'],
    ],
  },
  reportsPulled: {
    how: '`sms/arriveRes/qry`: 600 a call, read once',
    proofs: [
      [
        'lib/conformance/pull-round.db.test.ts',
        'more open calls than go into a question: each turn the next ones, and round again',
      ],
      [suite, 'pulled reports name the message they are about'],
    ],
  },
  repliesPushed: {
    how: 'JSON',
    proofs: [
      [`${unit}/reports.test.ts`, 'of replies'],
      [suite, 'pushed replies name their phone'],
    ],
  },
  repliesPulled: false,
  balance: {
    how: '`sms/residueValue/qry`, three kinds',
    proofs: [
      [`${unit}/questions.test.ts`, 'the balance names all three kinds'],
      [suite, 'says what is left'],
    ],
  },
  words: false,
  statistics: {
    how: '`sms/send/statistics`',
    proofs: [[questions, 'count what was sent today']],
  },
  records: false,
  outcome: false,
  diagnosis: {
    how: '`health/info`, unsigned',
    proofs: [[questions, 'is well, and says so when it is not']],
  },
  authentication: {
    how: 'HMAC over body and four headers, six methods',
    is: ['apiKey', 'accessKey'],
    proofs: [
      [`${unit}/sign.test.ts`, 'agrees with the document’s own code for %s'],
      [questions, 'infocloud takes what is signed with %s'],
    ],
  },
  encoding: {
    how: 'UTF-8 JSON',
    proofs: [[`${unit}/send.test.ts`, 'different values go by sendBatch, signed, all strings']],
  },
}

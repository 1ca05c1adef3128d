import { type Cells, fullCall, suite } from './cell.ts'

const unit = 'lib/providers/upyun'

export const upyun: Cells = {
  sameText: {
    how: '`POST api/messages`: a template, one set of `vars`',
    proofs: [
      [`${unit}/upyun.test.ts`, 'has one template and one set of values'],
      [suite, 'takes a message and its text as we render it'],
    ],
  },
  ownTexts: false,
  recipients: { how: '200 (ours; not stated)', is: 200, proofs: [fullCall] },
  schedule: false,
  reference: false,
  extension: false,
  templates: {
    how: 'create, list, update, delete',
    proofs: [[suite, 'templates are made, listed, changed and deleted']],
  },
  reportsPushed: false,
  reportsPulled: {
    how: '`GET api/messages`',
    proofs: [
      [`${unit}/queries.test.ts`, 'a day by pages; success is delivered'],
      [suite, 'pulled reports name the message they are about'],
    ],
  },
  repliesPushed: false,
  repliesPulled: false,
  balance: {
    how: '`owner` in answers; `api/users/remain`',
    proofs: [
      [`${unit}/records.test.ts`, 'is said by the templates’ owner, in one call'],
      [`${unit}/records.test.ts`, 'an account without templates is asked by users/remain'],
      [suite, 'says what is left'],
    ],
  },
  words: false,
  statistics: false,
  records: {
    how: '`GET api/messages` by phone and day',
    proofs: [
      ['lib/conformance/questions.test.ts', 'name the message that was sent to the phone'],
      [
        `${unit}/records.test.ts`,
        'are those of one phone and day, newest first, in the vendor’s own words',
      ],
    ],
  },
  outcome: {
    how: '`GET api/messages` by phone, day, template and text',
    proofs: [
      [suite, 'finds what became of a call without an answer'],
      [`${unit}/find-outcome.test.ts`, 'two rows that fit are for a person'],
    ],
  },
  diagnosis: false,
  authentication: {
    how: 'bare token in `Authorization`',
    is: ['token'],
    proofs: [[suite, 'unauthorized, whichever part of the credentials is wrong']],
  },
  encoding: {
    how: 'UTF-8 JSON',
    proofs: [[`${unit}/upyun.test.ts`, 'has one template and one set of values']],
  },
}

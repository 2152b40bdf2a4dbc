// The sheets of a batch to print: the files, and where they are offered.

import { writeAnswerSheets } from '../../../outside/answer-sheets.ts'
import { download } from '../../../ui/declare.ts'
import { Section } from '../../../ui/parts.tsx'
import { type BatchHere, batchAddress, batchHere } from './here.tsx'
import { sheetsOf } from './sheets.ts'

/** So many sheets are in one file, so that nobody else waits long for a document. */
const sheetsInFile = 250

export function ToPrint({ here }: { here: BatchHere }) {
  const { batch, engagement } = here
  if (engagement.state !== 'open') return null
  const froms = Array.from({ length: Math.ceil(batch.sheets / sheetsInFile) }, (_, index) => index * sheetsInFile + 1)
  return (
    <Section
      heading="Print it"
      words="Each sheet has its own number, so print every sheet once and do not copy them. On one side or on both."
    >
      <ul>
        {froms.map(from => (
          <li key={from}>
            <a href={`${batchAddress(here)}/sheets.pdf${from > 1 ? `?from=${from}` : ''}`}>
              Sheets {from} to {Math.min(batch.sheets, from + sheetsInFile - 1)} (PDF)
            </a>
          </li>
        ))}
      </ul>
    </Section>
  )
}

export const sheetsPaper = download({
  at: '/p/:slug/engagements/:engagement/run/paper/:batch/sheets.pdf',
  audience: 'members',
  read: async (asking, params, query) => {
    const here = await batchHere(asking, params)
    // What nobody can hand in in time is not printed.
    if (here?.engagement.state !== 'open') return null
    const { engagement, batch } = here
    const from = query.from === undefined ? 1 : /^\d{1,5}$/.test(query.from) ? Number(query.from) : 0
    if (from < 1 || from > batch.sheets) return null
    const numbers = Array.from({ length: Math.min(sheetsInFile, batch.sheets - from + 1) }, (_, at) => from + at)
    return {
      name: `batch-${batch.number}-sheets-${from}-to-${numbers.at(-1)}.pdf`,
      type: 'application/pdf',
      body: await writeAnswerSheets(
        sheetsOf(
          {
            engagement,
            batch,
            about: engagement.activities.find(one => one.id === batch.activity)?.about ?? '',
            partnership: asking.partnership!,
            address: asking.address,
          },
          numbers,
        ),
      ),
    }
  },
})

// The exception summary of a round: one page for the board, and the same on paper.

import { capital, inWords, longDate } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { writePdf } from '../../../outside/pdf.ts'
import { type AnyFace, download, type Params, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { Empty, Lead, Section } from '../../../ui/parts.tsx'
import { StatusPill } from '../answering/asked-list.tsx'
import { goingWords } from '../answering/latest.tsx'
import { addressOf } from '../board/board-answers.tsx'
import {
  asAtWords,
  type Exceptional,
  findingOf,
  isAnswered,
  kinds,
  leadOf,
  missingWords,
  nobody,
  plannedWords,
} from './exceptions.ts'
import { exceptionPaper } from './exceptions-paper.ts'
import { roundSummary } from './exceptions-queries.ts'

const readSummary = async ({ db, partnership, today }: Asking, { round }: Params) => {
  const found = await roundSummary(db, round!, partnership!.areaCode, today)
  return found && { ...found, partnership: partnership! }
}

const exceptionsPage = page({
  at: '/p/:slug/rounds/:round/exceptions',
  audience: 'members',
  read: readSummary,
  show: ({ partnership, round, all, summary }, frame) => {
    const base = `/p/${partnership.slug}`
    const here = `${base}/rounds/${round.round}`
    const finding = findingOf(round, summary)
    const answered = all.filter(isAnswered).length
    const opened = round.state !== 'planned' && round.state !== 'cancelled'
    return (
      <Layout
        frame={frame}
        title={finding}
        current="rounds"
        crumbs={[
          { href: `${base}/rounds`, words: 'Reporting' },
          { href: here, words: round.title },
        ]}
      >
        <h1>{finding}</h1>
        <Lead>{leadOf(round, summary)}</Lead>
        <p class="meta">
          {asAtWords(round)}
          {opened ? (
            <>
              {' · '}
              <a href={`${here}/exceptions.pdf`}>The same on paper (PDF)</a>
            </>
          ) : null}
        </p>
        {opened ? null : (
          <Empty
            words="Once partners have answered, what needs a decision stands here first, then what changed, slipped or is late."
            href={here}
            next="Look at the round"
          />
        )}
        {summary.groups.map(({ kind, found }) => (
          <Section key={kind} heading={`${kinds[kind]}: ${found.length}`} id={kind}>
            {found.map(one => (
              <Exception key={one.item} slug={partnership.slug} one={one} />
            ))}
          </Section>
        ))}
        {opened && !summary.groups.length && summary.planned.length ? (
          <p class="part">Nothing needs the board’s time.</p>
        ) : null}
        {summary.planned.length ? (
          <Section heading="Everything else">
            <p>{plannedWords(summary)}</p>
          </Section>
        ) : null}
        {summary.missing.length ? (
          <Section
            heading={missingWords(round, summary, all.length)}
            words={round.state === 'open' ? `There is time until ${longDate(round.closes)}.` : undefined}
          >
            <dl class="rows">
              {summary.missing.map(one => (
                <div key={one.body}>
                  <dt>{one.body ?? nobody}</dt>
                  <dd>{one.titles.join(' · ')}</dd>
                </div>
              ))}
            </dl>
          </Section>
        ) : null}
        {opened ? (
          <p class="meta">
            Each thing that was asked stands once on this page, under its most pressing reason.{' '}
            {capital(inWords(answered))} of {inWords(all.length)} {answered === 1 ? 'is' : 'are'} answered, checked or
            not.
          </p>
        ) : null}
      </Layout>
    )
  },
})

function Exception({ slug, one }: { slug: string; one: Exceptional }) {
  const { now } = one
  return (
    <section class="asked" aria-labelledby={`item-${one.item}`}>
      <h3 class="h3" id={`item-${one.item}`}>
        <a href={addressOf(slug, one)}>{one.title}</a>
      </h3>
      <p class="row">
        {now.status ? <StatusPill status={now.status} /> : null}
        <span class="meta">{[one.body ?? nobody, goingWords(now)].filter(Boolean).join(' · ')}</span>
      </p>
      {now.needs ? (
        <p>
          <b>For the board:</b> {now.needs}
        </p>
      ) : null}
      {one.reasons.length ? <p>{one.reasons.join(' ')}</p> : null}
      {now.words ? <blockquote class="said">{now.words}</blockquote> : null}
    </section>
  )
}

const exceptionsPaper = download({
  at: '/p/:slug/rounds/:round/exceptions.pdf',
  audience: 'members',
  read: async (asking, params) => {
    const found = await readSummary(asking, params)
    return (
      found && {
        name: `exceptions-${found.round.ends}.pdf`,
        type: 'application/pdf',
        body: await writePdf(exceptionPaper(found, found.partnership)),
      }
    )
  },
})

export const exceptionFaces: readonly AnyFace[] = [exceptionsPage, exceptionsPaper]

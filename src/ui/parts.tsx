// The parts that pages are made of: headings with their answers, verdicts, facts, tables, empty places.

import type { ComponentChildren } from 'preact'
import type { Verdict as VerdictWord } from '../kernel/judgement.ts'

export interface Link {
  readonly href: string
  readonly words: string
}

/** The tones of a judgement. A tone never stands alone: it comes with words, and mostly a sign. */
export type Tone = 'good' | 'bad' | 'flat' | 'warn'

interface HeroProps {
  readonly eyebrow?: ComponentChildren
  readonly heading: string
  readonly words?: ComponentChildren
  /** Buttons and short facts, in one row. */
  readonly children?: ComponentChildren
}

/** A band in the brand colour, from edge to edge; holds the page's h1. */
export const Hero = ({ eyebrow, heading, words, children }: HeroProps) => (
  <div class="hero band">
    {eyebrow ? <p class="eyebrow">{eyebrow}</p> : null}
    <h1>{heading}</h1>
    {words ? <p class="promise">{words}</p> : null}
    {children ? <div class="row">{children}</div> : null}
  </div>
)

interface SectionProps {
  readonly heading?: ComponentChildren
  /** One muted sentence under the heading. */
  readonly words?: ComponentChildren
  /** A pale band from edge to edge. */
  readonly wash?: boolean
  readonly id?: string
  readonly children?: ComponentChildren
}

export const Section = ({ heading, words, wash, id, children }: SectionProps) => (
  <section class={wash ? 'part wash band' : 'part'} id={id}>
    {heading ? <h2>{heading}</h2> : null}
    {words ? <p class="under">{words}</p> : null}
    {children}
  </section>
)

/** The answer that a page begins with, in one or two sentences, under its h1. */
export const Lead = ({ children }: { children: ComponentChildren }) => <p class="lead">{children}</p>

/** Date, source, owner: what stands small and muted under a thing. */
export const Meta = ({ children }: { children: ComponentChildren }) => <p class="meta">{children}</p>

export const Pill = ({ tone, sign, children }: { tone: Tone; sign?: string; children: ComponentChildren }) => (
  <span class={`pill ${tone}`}>
    {sign ? (
      <span class="sign" aria-hidden="true">
        {sign}
      </span>
    ) : null}
    {children}
  </span>
)

const verdicts: Readonly<Record<VerdictWord, { tone: Tone; sign: string; words: string }>> = {
  better: { tone: 'good', sign: '▲', words: 'Getting better' },
  worse: { tone: 'bad', sign: '▼', words: 'Getting worse' },
  changed: { tone: 'flat', sign: '●', words: 'Changed' },
  'no-clear-change': { tone: 'flat', sign: '●', words: 'No clear change' },
  'too-early': { tone: 'warn', sign: '●', words: 'Too early to tell' },
}

export function Verdict({ verdict }: { verdict: VerdictWord }) {
  const { tone, sign, words } = verdicts[verdict]
  return (
    <Pill tone={tone} sign={sign}>
      {words}
    </Pill>
  )
}

/** One big figure (or word) and the line that says what it is. Without a tone it has the brand's. */
export const Fact = ({ figure, words, tone }: { figure: ComponentChildren; words: ComponentChildren; tone?: Tone }) => (
  <p class={tone ? `fact ${tone}` : 'fact'}>
    <b>{figure}</b> <span>{words}</span>
  </p>
)

/** The way here. The last step may have no link: give it an empty `href`. */
export const Crumbs = ({ crumbs }: { crumbs: readonly Link[] }) => (
  <nav class="crumbs" aria-label="Breadcrumb">
    <ol>
      {crumbs.map(crumb => (
        <li key={crumb.href + crumb.words}>{crumb.href ? <a href={crumb.href}>{crumb.words}</a> : crumb.words}</li>
      ))}
    </ol>
  </nav>
)

export interface Column {
  readonly words: string
  readonly numeric?: boolean
  /** Whole sentences stand in it: it keeps room for them on a phone, where the table scrolls. */
  readonly prose?: boolean
}

interface TableProps {
  readonly caption: string
  /** One whose cells need no heading (links that act on the row) has none. */
  readonly columns: readonly Column[]
  /** The first cell of a row names it. */
  readonly rows: readonly (readonly ComponentChildren[])[]
  /** Said instead of the table when it has no rows. */
  readonly empty: string
  /** The heading before it says the same: the caption is kept for those who cannot see that. */
  readonly quiet?: boolean
}

/** A table in a frame that scrolls sideways when it must, so that the page never does. */
export function Table({ caption, columns, rows, empty, quiet }: TableProps) {
  if (rows.length === 0) return <Empty words={empty} />
  const look = (index: number) => (columns[index]?.numeric ? 'numeric' : columns[index]?.prose ? 'prose' : undefined)
  return (
    // biome-ignore lint/a11y/useSemanticElements: said plainly; it takes focus so that the keyboard can scroll it
    <div class="scrolls" role="region" aria-label={caption} tabindex={0}>
      <table class="ds_table">
        <caption class={quiet ? 'unseen' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, index) =>
              column.words ? (
                <th key={index} scope="col" class={look(index)}>
                  {column.words}
                </th>
              ) : (
                <td key={index} />
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, index) =>
                index === 0 ? (
                  <th key={index} scope="row" class={look(index)}>
                    {cell}
                  </th>
                ) : (
                  <td key={index} class={look(index)}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Says what will be here, and offers the one next step. */
export const Empty = ({ words, href, next }: { words: string; href?: string; next?: string }) => (
  <div class="empty">
    <p>{words}</p>
    {href && next ? <ButtonLink href={href}>{next}</ButtonLink> : null}
  </div>
)

interface DefinitionRow {
  readonly term: string
  readonly words: ComponentChildren
  /** A link that changes it. */
  readonly change?: Link
}

export const DefinitionRows = ({ rows }: { rows: readonly DefinitionRow[] }) => (
  <dl class="rows">
    {rows.map(row => (
      <div key={row.term}>
        <dt>{row.term}</dt>
        <dd>{row.words}</dd>
        {row.change ? (
          <dd class="change">
            <a href={row.change.href}>
              {row.change.words} <span class="unseen">{row.term}</span>
            </a>
          </dd>
        ) : null}
      </div>
    ))}
  </dl>
)

interface ButtonLinkProps {
  readonly href: string
  readonly secondary?: boolean
  readonly children: ComponentChildren
}

export const ButtonLink = ({ href, secondary, children }: ButtonLinkProps) => (
  <a class={secondary ? 'ds_button ds_button--secondary' : 'ds_button'} href={href}>
    {children}
  </a>
)

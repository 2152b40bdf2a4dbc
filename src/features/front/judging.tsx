// How we judge: every word and figure that our pages say of an indicator, explained once.

import { page } from '../../ui/declare.ts'
import { Layout } from '../../ui/Layout.tsx'
import { DefinitionRows, Lead, Section, Verdict } from '../../ui/parts.tsx'

export const judgingPage = page({
  at: '/how-we-judge',
  audience: 'anyone',
  read: async () => ({}),
  show: (_view, frame) => (
    <Layout frame={frame} title="How we judge">
      <h1>How we judge whether things get better</h1>
      <Lead>
        We look at published figures over time, say so when they could be chance, and never let a colour stand for a
        reason.
      </Lead>
      <Section heading="The four words">
        <DefinitionRows
          rows={[
            {
              term: 'Getting better',
              words: (
                <>
                  <Verdict verdict="better" /> The figure has clearly moved the way we want, and has stayed there.
                </>
              ),
            },
            {
              term: 'Getting worse',
              words: (
                <>
                  <Verdict verdict="worse" /> The figure has clearly moved the other way, and has stayed there.
                </>
              ),
            },
            {
              term: 'No clear change',
              words: (
                <>
                  <Verdict verdict="no-clear-change" /> It goes up and down, but not more than chance would explain.
                </>
              ),
            },
            {
              term: 'Too early to tell',
              words: (
                <>
                  <Verdict verdict="too-early" /> There are fewer than four figures.
                </>
              ),
            },
          ]}
        />
      </Section>
      <Section heading="Signal or noise">
        <p>
          Figures wobble. With eight or more we work out the range that chance alone would explain: the average of the
          first figures, plus and minus 2.66 times the average step from one figure to the next. We call it a real
          change when a figure falls outside that range, or when eight in a row are on one side of the average. This is
          Walter Shewhart’s control chart, as Donald Wheeler teaches it.
        </p>
        <p>
          With four to seven figures we ask whether they keep moving one way (the Mann–Kendall test, 10% level). With
          fewer we say that it is too early.
        </p>
      </Section>
      <Section heading="On course or behind">
        <p>
          We draw a straight line through the last five figures and see where it stands at the target’s date. That is
          not a forecast: it says what happens if things go on as they do now.
        </p>
      </Section>
      <Section heading="Against other areas">
        <p>
          Rank 1 is the best area; areas with the same figure share a rank. The standard score says how far an area is
          from the average of all areas, in units of how much areas differ: above 0 is better than average. “Areas like
          ours” are the family group that the publisher puts our area in; their average is the plain average of its
          members, each counting once.
        </p>
      </Section>
      <Section heading="Between neighbourhoods">
        <p>
          We compare the best and the worst neighbourhood of the area: the difference, and how many times one is the
          other, now and at the first figures.
        </p>
      </Section>
      <Section heading="What we leave out">
        <p>
          Estimates and projections are drawn, with a mark, but never judged. A figure whose definition changed starts
          anew.
        </p>
      </Section>
    </Layout>
  ),
})

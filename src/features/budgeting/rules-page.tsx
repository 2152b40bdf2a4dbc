// How votes are counted, in words and by an example.

import { page } from '../../ui/declare.ts'
import { Layout } from '../../ui/Layout.tsx'
import { Lead, Meta, Section } from '../../ui/parts.tsx'
import { tieBreakingWords } from './counting/model.ts'
import { budgetHere, crumbs } from './here.tsx'
import { ruleName, ruleWords } from './words.ts'

export const rulesPage = page({
  at: '/p/:slug/budgets/:budget/rules',
  audience: 'anyone',
  read: budgetHere,
  show: (view, frame) => (
    <Layout frame={frame} title={`How votes are counted: ${view.title}`} crumbs={crumbs(view)} current="voice">
      <h1>How votes are counted</h1>
      <Lead>
        The rule here is: {ruleName(view).toLowerCase()}. It is declared before anybody votes, and cannot be changed
        after that.
      </Lead>
      <Section heading={`The rule here: ${ruleName(view).toLowerCase()}`}>
        {ruleWords(view).map(sentence => (
          <p key={sentence}>{sentence}</p>
        ))}
        <p>{tieBreakingWords[view.tieBreak]}</p>
      </Section>
      {otherRules
        .filter(one => one.rule !== view.rule)
        .map(one => (
          <Section key={one.rule} heading={`Another rule: ${ruleName(one).toLowerCase()}`}>
            {ruleWords(one).map(sentence => (
              <p key={sentence}>{sentence}</p>
            ))}
          </Section>
        ))}
      <Section heading="An example">
        <p>
          There is £100, and ten people vote. Six of them want three projects for the park, at £30 each. The other four
          want one project for the library, at £40.
        </p>
        <ul>
          <li>
            <b>Most votes first</b> pays for the three projects for the park: £90. £10 is left, and the library gets
            nothing.
          </li>
          <li>
            <b>Equal shares</b> gives each person £10. The six can pay £60 together: two projects for the park. The four
            can pay £40: the library. Everybody gets something they voted for.
          </li>
        </ul>
      </Section>
      {view.ballot === 'ranking' ? (
        <Section heading="How an order is counted">
          <p>
            If you put three projects in order, your first gets three points, your second two and your third one. What
            you leave out gets none.
          </p>
        </Section>
      ) : null}
      <Meta>
        Equal shares is the Method of Equal Shares (Peters, Pierczyński and Skowron, 2021), as cities in Poland,
        Switzerland and the Netherlands use it.
      </Meta>
    </Layout>
  ),
})

const otherRules = [
  { rule: 'equal-shares', completion: 'add1-utilitarian' },
  { rule: 'greedy', completion: 'none' },
] as const

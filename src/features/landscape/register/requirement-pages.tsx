// What is required: the list with the plans that meet each, and one requirement.

import { capital, inWords } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, DefinitionRows, Empty, Lead, Meta, Section, Table } from '../../../ui/parts.tsx'
import { owesTogether } from './duties.ts'
import type { Requirement } from './model.ts'
import { Owing } from './parts.tsx'
import * as queries from './queries.ts'
import {
  addressOfPlan,
  addressOfRegister,
  addressOfRequirement,
  nameOfBody,
  type RegisterHere,
  type RequirementHere,
  registerCrumbs,
  registerHere,
  requirementHere,
  requirementsCrumbs,
} from './register-here.ts'
import { starterRequirements } from './starter-requirements.ts'
import { bearersWords, everyWords, themesWords } from './words.ts'

export const requirementsPage = page({
  at: '/p/:slug/register/requirements',
  audience: 'members',
  read: async (asking: Asking) => {
    const taken = await queries.codesTaken(asking.db)
    return {
      ...(await registerHere(asking)),
      left: starterRequirements.filter(one => !taken.includes(one.code)).length,
    }
  },
  show: (view, frame) => (
    <Layout frame={frame} title="What is required" current="structure" crumbs={registerCrumbs(view)}>
      <h1>
        {view.requirements.size
          ? `${capital(inWords(view.requirements.size))} ${view.requirements.size === 1 ? 'plan or report is' : 'plans and reports are'} required`
          : 'Nothing is required yet'}
      </h1>
      <Lead>Each says who demands a plan or report, under which law, of whom, how often, and what must be in it.</Lead>
      {view.coordinates ? (
        <p class="row">
          {view.left ? (
            <ButtonLink href={`${addressOfRegister(view.slug)}/requirements/take-starter`}>
              Take in {view.left} from the starter list
            </ButtonLink>
          ) : null}
          <ButtonLink href={`${addressOfRegister(view.slug)}/requirements/add`} secondary={view.left > 0}>
            Add a requirement
          </ButtonLink>
        </p>
      ) : null}
      {view.requirements.size ? (
        <Section>
          <Table
            caption="Requirements"
            quiet
            columns={[
              { words: 'Required', prose: true },
              { words: 'Plans that meet it', numeric: true },
              { words: 'Falls on', prose: true },
              { words: 'How often' },
            ]}
            rows={[...view.requirements.values()].map(one => [
              <>
                <a href={addressOfRequirement(view.slug, one.id)}>{one.name}</a>
                <p class="meta">{one.legalBasis || one.demandedBy}</p>
              </>,
              meeting(view, one).length,
              capital(bearersWords(one.ofKinds)),
              capital(everyWords(one.everyMonths)),
            ])}
            empty=""
          />
          <Meta>
            The starter list is what the law said when it was drawn up, with its source for each. Look there before you
            rely on it.
          </Meta>
        </Section>
      ) : (
        <Empty words="A coordinator can take in a list of what the law asks of public bodies in Scotland, and add to it." />
      )}
    </Layout>
  ),
})

const meeting = ({ held }: RegisterHere, { id }: Requirement) =>
  held.map(one => one.plan).filter(plan => plan.requirements.includes(id))

export const requirementPage = page({
  at: '/p/:slug/register/requirements/:requirement',
  audience: 'members',
  read: requirementHere,
  show: (view, frame) => (
    <Layout frame={frame} title={view.requirement.name} current="structure" crumbs={requirementsCrumbs(view)}>
      <RequirementShown view={view} />
    </Layout>
  ),
})

function RequirementShown({ view }: { view: RequirementHere }) {
  const { slug, requirement: one } = view
  const plans = meeting(view, one)
  const gap = view.gaps.find(each => each.requirement.id === one.id)
  return (
    <>
      <h1>{one.name}</h1>
      {view.coordinates ? (
        <p class="row">
          <ButtonLink href={`${addressOfRequirement(slug, one.id)}/edit`} secondary>
            Change it
          </ButtonLink>
          <ButtonLink href={`${addressOfRequirement(slug, one.id)}/drop`} secondary>
            Drop it
          </ButtonLink>
        </p>
      ) : null}
      <DefinitionRows
        rows={[
          { term: 'Demanded by', words: one.demandedBy },
          {
            term: 'Rests on',
            words: one.source ? (
              <a href={one.source}>{one.legalBasis || new URL(one.source).hostname}</a>
            ) : (
              one.legalBasis || 'Not said'
            ),
          },
          {
            term: 'Falls on',
            words: capital(bearersWords(one.ofKinds)) + (owesTogether(one) ? '. One is enough for all of them' : ''),
          },
          { term: 'How often', words: capital(everyWords(one.everyMonths)) },
          { term: 'Must contain', words: one.contains.length ? capital(themesWords(one.contains)) : 'Not said' },
        ]}
      />
      <Section
        heading={
          plans.length
            ? `${capital(inWords(plans.length))} ${plans.length === 1 ? 'plan meets' : 'plans meet'} it`
            : 'No plan meets it yet'
        }
      >
        <ul class="plain">
          {plans.map(plan => (
            <li key={plan.id}>
              <a href={addressOfPlan(slug, plan.id)}>{plan.name}</a>
              <p class="meta">{nameOfBody(view, plan.organisation)}</p>
            </li>
          ))}
        </ul>
      </Section>
      {gap ? (
        <Section heading="Without a plan on the register">
          <p>
            <Owing view={view} gap={gap} />
          </p>
        </Section>
      ) : null}
    </>
  )
}

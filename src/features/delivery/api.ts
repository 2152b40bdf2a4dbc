// What the public API says about actions, named field by field. It never names people.

import { z } from 'zod'
import { afterNumber, listOf, listQuery, pageOf, read } from '../../operation/read.ts'
import * as queries from './queries.ts'

const body = z.object({ partner: z.number(), name: z.string() })
const listed = z.object({
  id: z.number(),
  title: z.string(),
  state: z.enum(['proposed', 'adopted', 'stopped']),
  horizon: z.enum(['quick-win', 'medium', 'long']),
  principle: z.enum(['vision', 'participation', 'delivery']),
  starts: z.string(),
  ends: z.string(),
  lead: body.nullable(),
  linkedWorkOf: z.string().nullable(),
  outcomes: z.array(z.object({ id: z.number(), title: z.string(), matters: z.enum(['a-lot', 'some', 'a-little']) })),
  milestones: z.object({ reached: z.number(), all: z.number(), overdue: z.number() }),
  nextMilestone: z.object({ words: z.string(), due: z.string() }).nullable(),
})

const bodyOf = ({ partner, name }: queries.Body): z.infer<typeof body> => ({ partner, name })

const shape = (one: queries.ActionRow): z.infer<typeof listed> => ({
  id: one.id,
  title: one.title,
  state: one.state,
  horizon: one.horizon,
  principle: one.principle,
  starts: one.starts,
  ends: one.ends,
  lead: one.lead && bodyOf(one.lead),
  linkedWorkOf: one.linked?.owner ?? null,
  outcomes: one.outcomes.map(({ id, title, matters }) => ({ id, title, matters })),
  milestones: { reached: one.milestones.reached, all: one.milestones.all, overdue: one.overdue },
  nextMilestone: one.next && { words: one.next.words, due: one.next.due },
})

export const listActions = read({
  name: 'delivery.list-actions',
  summary: 'The joint work of a partnership: what it serves, who leads it, and its next milestone.',
  at: '/partnerships/:slug/actions',
  audience: 'anyone',
  query: z.object(listQuery),
  answer: listOf(listed),
  read: async ({ db, today }, _params, { cursor, limit }) => {
    const after = afterNumber(cursor)
    const page = { after: Number.isSafeInteger(after) ? after : 0, limit }
    const { items, next } = pageOf(await queries.actionsOf(db, false, today, page), limit, one => String(one.id))
    return { items: items.map(shape), next }
  },
})

export const oneAction = read({
  name: 'delivery.one-action',
  summary:
    'One piece of joint work: who does what, milestones, measures with their figures, risks, claims and benefits.',
  at: '/partnerships/:slug/actions/:action',
  audience: 'anyone',
  query: z.object({}),
  answer: listed.extend({
    about: z.string(),
    adoptedOn: z.string().nullable(),
    adoptedDespite: z.string(),
    stopped: z.object({ on: z.string(), because: z.string() }).nullable(),
    parts: z.array(body.extend({ does: z.string() })),
    places: z.array(z.object({ code: z.string(), name: z.string() })),
    allMilestones: z.array(
      z.object({
        id: z.number(),
        words: z.string(),
        due: z.string(),
        firstDue: z.string(),
        movedBecause: z.string(),
        reached: z.string().nullable(),
        dropped: z.string().nullable(),
      }),
    ),
    measures: z.array(
      z.object({
        id: z.number(),
        asks: z.enum(['how-much', 'how-well', 'better-off']),
        words: z.string(),
        unit: z.string(),
        dropped: z.string().nullable(),
        readings: z.array(z.object({ period: z.string(), from: z.string(), to: z.string(), value: z.number() })),
      }),
    ),
    risks: z.array(
      z.object({
        id: z.number(),
        words: z.string(),
        likelihood: z.string(),
        impact: z.string(),
        mindedBy: body,
        response: z.string(),
        closed: z.string().nullable(),
      }),
    ),
    preconditions: z.array(z.object({ kind: z.string(), answer: z.string(), words: z.string(), settled: z.string() })),
    initiative: z
      .object({
        name: z.string(),
        owner: z.string(),
        address: z.string(),
        publications: z.array(z.object({ on: z.string(), words: z.string(), address: z.string() })),
      })
      .nullable(),
    contributions: z.array(
      z.object({
        id: z.number(),
        claim: z.string(),
        saidBy: body,
        words: z.string(),
        evidence: z.string(),
        evidenceAddress: z.string(),
        said: z.string(),
        withdrawn: z.string().nullable(),
      }),
    ),
    benefits: z.array(
      z.object({
        id: z.number(),
        kind: z.string(),
        experiencedBy: z.string(),
        words: z.string(),
        saidBy: body,
        said: z.string(),
        withdrawn: z.string().nullable(),
      }),
    ),
  }),
  read: async ({ db, today }, { action }) => {
    const one = /^\d{1,15}$/.test(action ?? '') ? await queries.action(db, Number(action), false, today) : null
    return (
      one && {
        ...shape(one),
        about: one.about,
        adoptedOn: one.adoptedOn,
        adoptedDespite: one.adoptedDespite,
        stopped: one.stopped && { on: one.stopped.on, because: one.stopped.because },
        parts: one.parts.map(part => ({ ...bodyOf(part), does: part.does })),
        places: one.places.map(({ code, name }) => ({ code, name })),
        allMilestones: one.milestoneList.map(({ id, words, due, firstDue, movedBecause, reached, dropped }) => ({
          id,
          words,
          due,
          firstDue,
          movedBecause,
          reached,
          dropped,
        })),
        measures: one.measureList.map(({ id, asks, words, unit, dropped, readings }) => ({
          id,
          asks,
          words,
          unit,
          dropped,
          readings: readings.map(each => ({
            period: each.period,
            from: each.starts,
            to: each.ends,
            value: each.value,
          })),
        })),
        risks: one.risks.map(({ id, words, likelihood, impact, partner, response, closed }) => ({
          id,
          words,
          likelihood,
          impact,
          mindedBy: bodyOf(partner),
          response,
          closed,
        })),
        preconditions: one.preconditions.map(({ kind, answer, words, settled }) => ({ kind, answer, words, settled })),
        initiative: one.initiative && {
          name: one.initiative.name,
          owner: one.initiative.owner,
          address: one.initiative.address,
          publications: one.initiative.publications.map(({ on, words, address }) => ({ on, words, address })),
        },
        contributions: one.contributions.map(each => ({
          id: each.id,
          claim: each.claim,
          saidBy: bodyOf(each.partner),
          words: each.words,
          evidence: each.evidence,
          evidenceAddress: each.evidenceAddress,
          said: each.said,
          withdrawn: each.withdrawn,
        })),
        benefits: one.benefits.map(each => ({
          id: each.id,
          kind: each.kind,
          experiencedBy: each.experiencedBy,
          words: each.words,
          saidBy: bodyOf(each.partner),
          said: each.said,
          withdrawn: each.withdrawn,
        })),
      }
    )
  },
})

// Checks: look for answers that look alike, and judge them. The machine sets nothing aside; a person does, in public.

import { choice, ref, text } from '../../../../operation/fields.ts'
import { operation } from '../../../../operation/operation.ts'
import { mayRun } from '../../rules.ts'
import * as model from './model.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

export const lookForClusters = operation({
  name: 'engagement.look-for-clusters',
  summary: 'Look for answers that look alike, so that a person can judge them. Nothing is set aside by this.',
  scope: 'partnership',
  about: 'activity',
  input: { activity: ref('Activity') },
  load: (db, input) => store.lookedFor(db, input.activity),
  permit: mayRun,
  decide: (facts, input) =>
    facts.kind === 'meeting'
      ? model.nothingToLookAt
      : { fact: 'ClustersLookedFor' as const, activity: input.activity, clusters: rules.clustersOf(facts.runs) },
  write: async (db, fact, { partnership, now }) => {
    await store.writeClusters(db, partnership!.id, fact.activity, fact.clusters, now)
    return { id: fact.activity }
  },
  keep: ({ clusters, ...kept }) => ({ ...kept, found: clusters.length }),
})

export const judgeCluster = operation({
  name: 'engagement.judge-cluster',
  summary:
    'Judge answers that look alike: count them, or set them aside. They are never deleted, and you can judge again.',
  scope: 'partnership',
  about: 'vote_cluster',
  input: {
    cluster: ref('Answers that look alike'),
    judged: choice('What to do with them', model.judgements),
    because: text('Why', { max: 1000, hint: 'Everyone can read this. Name nobody, and accuse nobody.' }),
  },
  load: (db, input) => store.clusterFacts(db, input.cluster),
  permit: mayRun,
  decide: (facts, input, { today }) =>
    facts.judged === input.judged
      ? model.judgedSo
      : { fact: 'ClusterJudged' as const, ...input, activity: facts.activity, on: today },
  write: async (db, fact, { actor, today }) => {
    await store.writeJudgement(db, fact, today, actor.person)
    return { id: fact.cluster }
  },
})

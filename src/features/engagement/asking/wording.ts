// What is said beside a question, on the page and on paper: when to answer it, how, and how many.

import { mostCharacters, money as pounds, type Question } from '../questions.ts'

type Money = (amount: number) => string

/** “Only if you said ‘Yes’ to question 2.”; empty where everyone is asked. */
export function conditionWords({ when }: Question, questions: readonly Question[]): string {
  if (!when) return ''
  const at = questions.findIndex(question => question.id === when.question)
  const said = when.is.map(id => `“${questions[at]?.options?.find(option => option.id === id)?.words ?? id}”`)
  return `Only if you said ${said.join(' or ')} to question ${at + 1}.`
}

/** How to answer a question of this kind. */
export function howToAnswer(question: Question, money: Money = pounds): string {
  switch (question.kind) {
    case 'several':
      return howMany(question, 'answers') || 'Choose all that apply.'
    case 'ranking':
      return inOrder('what matters most to you', howMany(question, 'things', 'Number'))
    case 'text':
      return `Up to ${mostCharacters.toLocaleString('en-GB')} characters. Please leave out names, and anything that shows who somebody is.`
    case 'file':
      return 'One picture or document, up to 5 MB.'
    case 'ballot':
      return howToVote(question, money)
    default:
      return ''
  }
}

function howToVote(question: Question, money: Money): string {
  const { kind, amount = 0, points = 0 } = question.ballot!
  const many = howMany(question, 'projects', kind === 'ranking' ? 'Number' : 'Choose')
  switch (kind) {
    case 'approval':
      return many || 'Choose every project that you want.'
    case 'knapsack':
      return `You can spend ${money(amount)}. Choose projects until it is used up. You need not spend it all.${many && ` ${many}`}`
    case 'ranking':
      return inOrder('the project you want most', many)
    case 'points':
      return `You have ${points} ${points === 1 ? 'point' : 'points'}. Share them out in whole numbers. Leave a project blank to give it none.${many && ` ${many}`}`
    case 'choose-one':
      return 'Choose one project.'
  }
}

const inOrder = (first: string, many: string): string =>
  `Write 1 beside ${first}, 2 beside the next, and so on. ${many || 'You can leave some blank.'}`

function howMany({ least, most }: Question, things: string, how = 'Choose'): string {
  if (least === undefined && most === undefined) return ''
  const word = most === 1 ? things.replace(/s$/, '') : things
  if (least === undefined) return `${how} up to ${most} ${word}.`
  if (most === undefined) return `${how} ${least} or more ${things}.`
  return least === most ? `${how} ${most} ${word}.` : `${how} ${least} to ${most} ${things}.`
}

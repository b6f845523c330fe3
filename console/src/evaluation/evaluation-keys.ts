import { type Axis, axes } from '@lianqin/shared/evaluation/indicator'
import { type Length, lengths } from '@lianqin/shared/evaluation/period'
import { deskRoles } from '@lianqin/shared/shift'
import { useRouter } from 'vue-router'
import { language } from '../kernel/i18n.ts'
import { evaluationKeys } from '../kernel/keymap.ts'
import { type Action, useActions } from '../kernel/keys.ts'
import { attempt } from '../kernel/notices.ts'
import { useSession } from '../person/session.store.ts'
import { useEvaluation } from './evaluation.store.ts'
import { evaluationText, orders } from './evaluation.text.ts'
import { setsOf } from './figures.ts'
import { useNaming } from './naming.ts'
import { useRowCursor } from './row-cursor.ts'

type Name = Exclude<keyof typeof evaluationKeys, 'open'>

/** Everything the page can do, by key, button and palette. */
export function useEvaluationKeys({ define }: { define: () => void }): void {
  const evaluation = useEvaluation()
  const session = useSession()
  const router = useRouter()
  const cursor = useRowCursor()
  const titles = useTitles()
  const isDesk = () => session.isOneOf(deskRoles)
  const takes = () => !session.isOneOf(['viewer'])
  const takesList = () => takes() && evaluation.listed !== null
  const one = (id: Name, run: () => void, more: Partial<Action> = {}): Action => ({
    ...{ id: `evaluation.${id}`, keys: [evaluationKeys[id]].flat(), title: () => titles(id) },
    ...{ group: () => evaluationText('group'), run, ...more },
  })

  function back(): void {
    if (evaluation.listed) evaluation.close()
    else if (evaluation.only) evaluation.only = null
    else void router.push({ name: 'desk' })
  }
  function changeOrder(): void {
    evaluation.order = orders[(orders.indexOf(evaluation.order) + 1) % orders.length] ?? 'worst'
  }
  function tellApart(axis: Axis): void {
    evaluation.by = axis
  }
  function narrow(): void {
    evaluation.only = cursor.row()
  }
  const openSet = (which: 'part' | 'whole') => () =>
    void attempt(evaluation.list(setsOf(evaluation.chosen)[which], cursor.row()))
  const take = (format: 'xlsx' | 'csv') => () => void attempt(evaluation.takeFigures(format, language.value))
  const takeList = (format: 'xlsx' | 'csv') => () => void attempt(evaluation.takeList(format, language.value))
  const goTo = (name: string) => () => void router.push({ name })

  useActions([
    one('back', back),
    one('earlier', () => evaluation.step(-1)),
    one('later', () => evaluation.step(1)),
    one('now', evaluation.goNow),
    one('again', () => void evaluation.load()),
    ...lengths.map((length) => one(length, () => evaluation.go(length, evaluation.anchor))),
    one('down', () => cursor.move(1), { quiet: true }),
    one('up', () => cursor.move(-1), { quiet: true }),
    ...axes.map((axis) => one(axis, () => tellApart(axis), { when: () => axis !== 'officer' || takes() })),
    one('order', changeOrder),
    one('narrow', narrow, { when: () => cursor.row() !== null }),
    one('part', openSet('part')),
    one('whole', openSet('whole')),
    one('xlsx', take('xlsx'), { when: takes }),
    one('csv', take('csv'), { when: takes }),
    one('listXlsx', takeList('xlsx'), { when: takesList }),
    one('listCsv', takeList('csv'), { when: takesList }),
    one('definitions', define),
    one('report', goTo('shift-report'), { when: isDesk }),
    one('sheet', goTo('fallback'), { when: isDesk }),
  ])
}

/** How each is called in palette and help. */
function useTitles(): (id: Name) => string {
  const evaluation = useEvaluation()
  const nameOf = useNaming()
  const backTo = () => {
    const { listed, only } = evaluation
    if (listed) return evaluationText('list-close')
    return only ? evaluationText('only-off', { name: nameOf(only.axis, only.key) }) : evaluationText('back')
  }
  return (id) => {
    const axis = axes.find((one) => one === id)
    const length = lengths.find((one) => one === id)
    if (axis) return evaluationText('rows-by', { axis: evaluationText(`axis.${axis}`) })
    if (length) return evaluationText(`to.${length}`)
    return id === 'back' ? backTo() : evaluationText(plain[id as Plain])
  }
}

type Plain = Exclude<Name, Axis | Length | 'back'>

const plain: Record<Plain, Parameters<typeof evaluationText>[0]> = {
  ...{ earlier: 'earlier', later: 'later', now: 'now', again: 'again', down: 'next-one', up: 'last-one' },
  ...{ order: 'order', narrow: 'narrow', part: 'open-part', whole: 'open-whole', xlsx: 'xlsx', csv: 'csv' },
  ...{ listXlsx: 'list-xlsx', listCsv: 'list-csv', definitions: 'definitions', report: 'report', sheet: 'sheet' },
}

import { watchDebounced } from '@vueuse/core'
import { computed, ref, shallowRef, watch } from 'vue'
import { useDuty } from '../duty/duty.store.ts'
import { language } from '../kernel/i18n.ts'
import { overheard } from '../kernel/notices.ts'
import { useAsked } from '../line/asked.store.ts'
import { type Completion, complete, completed } from '../line/complete.engine.ts'
import { faultText } from '../line/fault.text.ts'
import { lineText } from '../line/line.text.ts'
import type { Meaning } from '../line/meaning.ts'
import { read } from '../line/read.engine.ts'
import type { Result, Told } from '../line/shown.ts'
import { useTyping } from '../line/typing.ts'
import { verbs } from '../line/verbs.ts'
import { useTasks } from '../task/task.store.ts'
import { useDesk } from './desk.store.ts'
import { type CaseAt, useCaseMeant, useLineCase } from './line-case.ts'
import { useDeeds, useTranslated } from './line-deeds.ts'
import { useGround, useOrdered } from './line-ground.ts'
import { useShownOptions } from './line-options.ts'
import { usualFor } from './line-steps.ts'
import type { DeskLists } from './lists.ts'
import { type Prospect, refusing } from './prospect.ts'

/** As many as a row can hold; a search shows more, and is walked through. */
const PROPOSED = 9
const FOUND = 30
/** Whoever is still typing asks the server nothing. */
const LOOK_MS = 250

/** What is typed at this seat, read against what can be named here: what it means, which case it is about, what could follow. */
function useReading(selected: CaseAt) {
  const asked = useAsked()
  const tasks = useTasks()
  const typed = { text: ref(''), caret: ref(0) }
  const { text, caret } = typed
  const isBlank = computed(() => text.value.trim() === '')
  const { ground, sound, selected: selectedId } = useGround()
  const ordered = useOrdered()
  const meant = useCaseMeant(selectedId)
  const translated = useTranslated()
  const { turnTo, at } = useLineCase(selected)

  const meaningOf = (meaning: Meaning | null) => meaning && translated(meaning, selectedId.value)
  const caseOf = (meaning: Meaning | null) => (meaning ? meant(meaning).id : null)
  const reading = computed(() => read(text.value, ground.value))
  const partly = computed(() => meaningOf(reading.value.partly))
  const caseId = computed(() => caseOf(partly.value))
  const ranking = computed(() => at(caseId.value)?.file.ranking.value ?? null)
  const inCase = computed(
    () => new Set((caseId.value ? tasks.ofIncident(caseId.value) : []).flatMap(({ squadId }) => squadId ?? [])),
  )
  const completion = computed((): Completion => {
    const manner = { tongue: language.value, usual: usualFor, sound: sound.value }
    // An empty line proposes its verbs, and follows nothing that moves.
    if (isBlank.value) return complete(text.value, caret.value, ground.value, { ...manner, most: verbs.length })
    const verb = partly.value?.verb
    const inOrder = ordered(ground.value, ranking.value, verb === 'assign' ? new Set() : inCase.value)
    const most = verb === 'search' || reading.value.isImplied ? FOUND : PROPOSED
    return complete(text.value, caret.value, inOrder, { ...manner, most })
  })
  const looking = computed(() => {
    const { verb, fault, meaning: of } = reading.value
    if (fault?.code === 'case.unknown') return String(fault.no)
    return verb === 'search' && of && of.text.length > 1 ? of.text : null
  })
  watchDebounced(looking, (words) => words !== null && void asked.look(words), { debounce: LOOK_MS })
  const typing = useTyping(typed, completion)
  const meaning = computed(() => meaningOf(reading.value.meaning))
  /** What the line would mean once the word at the caret is completed. */
  const aheadOf = computed(() => {
    if (isBlank.value || meaning.value) return null
    const option = typing.option.value
    if (!option) return null
    return meaningOf(read(completed(text.value, completion.value, option).line, ground.value).meaning)
  })
  watch(
    () => [caseId.value, caseOf(aheadOf.value)].find((id) => id !== null && id !== selectedId.value) ?? null,
    turnTo,
  )
  return { typed, isBlank, typing, reading, meaning, aheadOf, meant, at, ranking, completion }
}

/** The command line of this seat: what is typed, what could follow, what it would do, and what it did. */
export function useCommandLine(selected: CaseAt, seat: DeskLists) {
  const desk = useDesk()
  const duty = useDuty()
  const { typed, isBlank, typing, reading, meaning, aheadOf, meant, at, ranking, completion } = useReading(selected)
  const { text } = typed
  const { pointed } = typing
  const prospectOf = useDeeds(seat)
  const shownOf = useShownOptions()
  const isBusy = ref(false)
  const result = shallowRef<Result | null>(null)
  /** What became of a line stands in the place of what could follow, until somebody types on. */
  const isAnswered = ref(false)

  // While a question stands that the line has asked, the focus is in the question.
  watch(
    () => !isBlank.value && (desk.zone === 'line' || isBusy.value),
    (isTyped) => {
      desk.commanding = isTyped
    },
  )
  watch(
    [text, pointed],
    () => {
      isAnswered.value = false
    },
    { flush: 'sync' },
  )
  // Names of people come to no screen by themselves: they are asked for once somebody looks for one.
  watch(
    () => !isBlank.value && ['go', 'search', 'status'].includes(reading.value.verb ?? ''),
    (looks) => looks && duty.register.length === 0 && duty.again(duty.loadOfficers),
  )

  const hits = computed(() => completion.value.options.flatMap((one) => (one.kind === 'noun' ? [one.noun] : [])))
  function foretold(of: Meaning | null): Prospect | null {
    if (!of) return null
    const { id, refused } = meant(of)
    if (refused) return refusing(refused)
    const found = pointed.value === null ? hits.value : hits.value.slice(pointed.value, pointed.value + 1)
    return prospectOf(of, at(id), found)
  }
  const prospect = computed(() => foretold(meaning.value))
  /** Told before, never run. */
  const ahead = computed(() => foretold(aheadOf.value))
  const told = computed((): Told | null => {
    const none = { says: '', warns: [], refused: '', wants: '' }
    if (isBlank.value || isAnswered.value) return null
    if (prospect.value) return { isAhead: false, ...none, ...prospect.value }
    if (ahead.value) return { isAhead: true, ...none, ...ahead.value }
    const { fault } = reading.value
    const words = fault ? faultText(fault) : ''
    return { isAhead: false, ...none, [fault?.code === 'missing' ? 'wants' : 'refused']: words }
  })
  const shown = computed(() =>
    isAnswered.value || isBusy.value ? [] : completion.value.options.map((one) => shownOf(one, ranking.value)),
  )

  function say(tone: Result['tone'], words: string): void {
    result.value = { tone, text: words }
    isAnswered.value = true
  }
  async function run(of: Prospect): Promise<void> {
    const came = { words: '' }
    isBusy.value = true
    desk.worksFrom = 'line'
    typing.keep(text.value)
    const heard = await overheard(async () => {
      came.words = await of.run()
    }).finally(() => {
      desk.worksFrom = 'pane'
      isBusy.value = false
    })
    const words = heard.map((one) => one.text).join(lineText('also')) || came.words
    const isDone = words !== '' && heard.every(({ tone }) => tone === 'done')
    if (isDone) typing.type('')
    say(isDone ? 'done' : 'refused', words || lineText('nothing-done'))
  }
  /** Runs the line as it stands. What is pointed at by hand is taken into it first; a search is walked into. */
  async function enter(): Promise<void> {
    if (isBusy.value || isBlank.value) return
    const isSearch = reading.value.verb === 'search'
    if (pointed.value !== null && !isSearch) return typing.take(1)
    if (isSearch && pointed.value === null && hits.value.length > 1) return typing.step(1)
    const { fault } = reading.value
    const of = prospect.value
    if (!of || of.refused) return say('refused', of?.refused || (fault ? faultText(fault) : lineText('nothing-done')))
    await run(of)
  }
  /** Puts away what was typed: it can be recalled. */
  function leave(): void {
    typing.keep(text.value)
    typing.type('')
    isAnswered.value = false
  }
  return { ...typed, ...typing, isBusy, result, isAnswered, isBlank, shown, told, enter, leave }
}
export type CommandLine = ReturnType<typeof useCommandLine>

import { CREDIT_CODE, type GivenParty, ID_TAIL, type PartyKind } from '@lianqin/shared/party'
import { computed, reactive } from 'vue'
import { outcomeText } from './outcome.text.ts'

type Known = PartyKind | 'none'

/** A party while it is being written: nobody yet, a person or an organisation; what it comes to, and what is wrong with it. */
export function usePartyDraft() {
  const written = reactive({ kind: 'none' as Known, name: '', creditCode: '', idTail: '' })
  const code = computed(() => written.creditCode.normalize('NFKC').trim().toUpperCase())
  const tail = computed(() => written.idTail.normalize('NFKC').trim().toUpperCase())
  const isWrong = (pattern: string, text: string) => text !== '' && !new RegExp(pattern).test(text)
  const fault = computed(() => ({
    name: written.kind !== 'none' && written.name.trim() === '' ? outcomeText('party-name-missing') : '',
    creditCode:
      written.kind === 'organisation' && isWrong(CREDIT_CODE, code.value) ? outcomeText('credit-code-wrong') : '',
    idTail: written.kind === 'person' && isWrong(ID_TAIL, tail.value) ? outcomeText('id-tail-wrong') : '',
  }))
  const isFaulty = computed(() => Object.values(fault.value).some(Boolean))
  const party = computed((): GivenParty | null => {
    if (written.kind === 'none' || isFaulty.value) return null
    const name = written.name.trim()
    if (written.kind === 'organisation')
      return { kind: 'organisation', name, ...(code.value ? { creditCode: code.value } : {}) }
    return { kind: 'person', name, ...(tail.value ? { idTail: tail.value } : {}) }
  })
  return { written, fault, isFaulty, party }
}
export type PartyDraft = ReturnType<typeof usePartyDraft>

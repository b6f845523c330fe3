import { lineText } from './line.text.ts'
import type { Fault } from './meaning.ts'

/** Why a line means nothing, in words. */
export function faultText(fault: Fault): string {
  switch (fault.code) {
    case 'empty':
      return ''
    case 'missing':
      return lineText(`missing.${fault.want}`)
    case 'word.ambiguous': {
      const names = fault.names.slice(0, MOST).join(lineText('listed'))
      return lineText('fault.word.ambiguous', {
        word: fault.word,
        names: fault.names.length > MOST ? `${names} …` : names,
      })
    }
    case 'case.unknown':
      return lineText('fault.case.unknown', { no: String(fault.no).padStart(4, '0') })
    case 'word.unknown':
    case 'too-many':
      return lineText(`fault.${fault.code}`, { word: fault.word })
    default:
      return lineText(`fault.${fault.code}`)
  }
}
const MOST = 4

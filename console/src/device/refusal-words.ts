import { deviceText } from './device.text.ts'

const codes = [
  'fix.unlocated',
  'fix.future',
  'fix.inaccurate',
  'fix.nowhere',
  'fix.jump',
  'unit.off-duty',
  'unit.missing',
  'device.revoked',
  'device.too-many',
  'device.unreadable',
  'device.unknown',
  'device.no-place',
  'duplicate',
] as const
const isCode = (code: string): code is (typeof codes)[number] => codes.some((one) => one === code)

/** Why something was not used, in words. A code that this console does not know yet stands for itself. */
export const codeWords = (code: string): string => (isCode(code) ? deviceText(`code.${code}`) : code)

import { Problem, type ProblemCode, type WireProblem } from '@lianqin/shared/wire/problem'

/** What PostgreSQL and its driver say when there is no room or no answer in time: nothing is wrong, only too much. */
const BUSY = new Set([
  '55P03',
  '57014',
  '53300',
  '53400',
  '57P01',
  '57P03',
  '08006',
  '08001',
  '25P03',
  'ECONNREFUSED',
  'ECONNRESET',
])
const BUSY_WORDS = /timeout exceeded when trying to connect|Connection terminated|connection timeout/i

const FASTIFY: Record<string, ProblemCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'request.too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request.not-json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'request.invalid',
  FST_ERR_CTP_INVALID_JSON_BODY: 'request.invalid',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request.invalid',
  FST_ERR_BAD_URL: 'request.unknown-route',
  FST_ERR_MAX_PARAM_LENGTH: 'request.unknown-route',
  FST_ERR_HANDLER_TIMEOUT: 'server.busy',
  FST_UNDER_PRESSURE: 'server.busy',
}

interface Thrown {
  code?: string
  message?: string
  statusCode?: number
  validation?: { message?: string; instancePath?: string; params?: Record<string, unknown> }[]
  validationContext?: string
}

/** Whatever was thrown, as a refusal; null for a fault, which is ours to log and nobody's to read. */
export function asProblem(thrown: unknown): Problem | null {
  if (thrown instanceof Problem) return thrown
  const error = thrown as Thrown
  if (error.validation) {
    const [first] = error.validation
    const extra = first?.params?.additionalProperties
    const what = [first?.instancePath?.slice(1), first?.message, Array.isArray(extra) ? extra.join(', ') : undefined]
    return new Problem('request.invalid', {
      where: error.validationContext ?? 'body',
      what: what.filter(Boolean).join(' '),
    })
  }
  const known = FASTIFY[error.code ?? '']
  if (known) return new Problem(known, { where: 'body', what: String(error.message) })
  if (BUSY.has(error.code ?? '') || BUSY_WORDS.test(error.message ?? '')) return new Problem('server.busy')
  if (error.statusCode === 429) return new Problem('request.too-many')
  if (error.statusCode === 400) return new Problem('request.invalid', { where: 'request', what: String(error.message) })
  return null
}

export const wireOf = ({ code, params }: Problem, requestId: string): WireProblem => ({ code, params, requestId })

import { MOST_FETCHES, type TrackRequest } from '@lianqin/shared/track/request'
import { getFile } from '../kernel/http.ts'
import { attempt } from '../kernel/notices.ts'
import { saveFile } from '../kernel/save-file.ts'
import { now } from '../kernel/time.ts'
import { useSession } from '../person/session.store.ts'
import { askReason } from '../ui/ask-reason.ts'
import { askSure } from '../ui/ask-sure.ts'
import { listed, mayFetch } from './request.rank.ts'
import { useTrackRequests } from './request.store.ts'
import { requestText } from './request.text.ts'
import { requestWords } from './request-words.ts'

/** One's word on a request, and the file that comes of it. */
export function useDeciding() {
  const requests = useTrackRequests()
  const session = useSession()

  async function agree(request: TrackRequest): Promise<void> {
    const { askedByTitle: who, reason } = request
    const about = () => requestText('about-agree', { who, what: requestWords(listed(request)), reason })
    if (await askSure(requestText('move.agree'), about))
      await attempt(requests.move(request, { move: 'agree' }), () => requestText('done.agree', { who }))
  }
  async function refuse(request: TrackRequest): Promise<void> {
    const { askedByTitle: who } = request
    const usual = (['too-wide', 'no-need', 'unclear'] as const).map((why) => requestText(`why.${why}`))
    const about = `${who}: ${requestWords(listed(request))}`
    const reason = await askReason(requestText('move.refuse'), about, usual)
    if (reason !== null)
      await attempt(requests.move(request, { move: 'refuse', reason }), () => requestText('done.refuse', { who }))
  }
  async function withdraw(request: TrackRequest): Promise<void> {
    const about = () => requestText('about-withdraw', { what: requestWords(listed(request)) })
    if (await askSure(requestText('move.withdraw'), about))
      await attempt(requests.move(request, { move: 'withdraw' }), () => requestText('done.withdraw'))
  }
  async function fetchFile({ grantId }: TrackRequest): Promise<void> {
    const file = async () => saveFile(await getFile(`/track-exports/${grantId}`))
    await attempt(file(), (name) => requestText('fetched', { name }))
  }
  const isFetchable = (request: TrackRequest) =>
    mayFetch(request, session.person, { now: now.value, most: MOST_FETCHES })
  return { agree, refuse, withdraw, fetchFile, isFetchable }
}

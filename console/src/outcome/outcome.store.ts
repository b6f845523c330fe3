import type { Catalogue } from '@lianqin/shared/catalogue'
import type { Decide, Decision } from '@lianqin/shared/decision'
import type { LoggedEvent } from '@lianqin/shared/events'
import type { Incident } from '@lianqin/shared/incident'
import type { EnforcementItem } from '@lianqin/shared/item'
import type { CaseLead, LeadOmission, MoveLead, OpenLead } from '@lianqin/shared/lead'
import type { LeadFile, ListedLead } from '@lianqin/shared/lead-file'
import type { Party } from '@lianqin/shared/party'
import type { Photo, PhotoStage } from '@lianqin/shared/photo'
import { defineStore } from 'pinia'
import { ref, shallowReactive } from 'vue'
import { get, post, postPicture } from '../kernel/http.ts'
import { changesAudit, incidentOf } from './heard.rank.ts'

/** A page of the audit: violations without a lead and without a reason, and how many there are in all. */
export interface NotFiled {
  incidents: Incident[]
  total: number
  next: number | null
}

/** What cases end in: pictures, leads, decisions. Only that something was heard is kept; what it was is asked for where it is shown. */
export const useOutcome = defineStore('outcome', () => {
  /** The last line of the log about a case's pictures, lead or decision. */
  const heard = shallowReactive(new Map<Incident['id'], number>())
  /** The last line after which the audit may have another answer, and the leads. */
  const auditSeq = ref(0)
  const leadSeq = ref(0)
  const catalogues = new Map<number, Promise<Catalogue>>()

  function replaceAll({ seq }: { seq: number }): void {
    heard.clear()
    auditSeq.value = seq
    leadSeq.value = seq
  }
  function apply(event: LoggedEvent): void {
    const id = incidentOf(event)
    if (id) heard.set(id, event.seq)
    if ('lead' in event.body) leadSeq.value = event.seq
    if (changesAudit(event)) auditSeq.value = event.seq
  }

  /** The items of one edition of the catalogue; each edition is fetched once. */
  async function items(version: number): Promise<readonly EnforcementItem[]> {
    const held = catalogues.get(version) ?? get<Catalogue>(`/catalogue?version=${version}`)
    catalogues.set(version, held)
    held.catch(() => catalogues.delete(version))
    return (await held).items
  }
  const itemOf = async ({ itemId, catalogueVersion }: Pick<CaseLead, 'itemId' | 'catalogueVersion'>) =>
    (await items(catalogueVersion)).find(({ id }) => id === itemId)

  const addPhoto = (id: Incident['id'], stage: PhotoStage, picture: Blob) =>
    postPicture<Photo>(`/incidents/${id}/photos?stage=${stage}`, picture)
  const openLead = (id: Incident['id'], lead: OpenLead) => post<CaseLead>(`/incidents/${id}/leads`, lead)
  const omitLead = (id: Incident['id'], reason: string) => post<LeadOmission>(`/incidents/${id}/no-lead`, { reason })
  const moveLead = ({ id, version }: CaseLead, move: MoveLead['move'], reason: string | null) =>
    post<CaseLead>(`/leads/${id}/moves`, { move, version, ...(reason === null ? {} : { reason }) })
  const decide = ({ id, version }: CaseLead, what: Omit<Decide, 'version'>) =>
    post<Decision>(`/leads/${id}/decisions`, { ...what, version })
  const disclose = (id: CaseLead['id']) => post<Party>(`/leads/${id}/disclosures`, {})
  const leadFile = (id: CaseLead['id']) => get<LeadFile>(`/leads/${id}`)
  const leads = async () => (await get<{ leads: ListedLead[] }>('/leads')).leads
  const notFiled = () => get<NotFiled>('/audit/not-filed')

  return {
    heard,
    auditSeq,
    leadSeq,
    replaceAll,
    apply,
    items,
    itemOf,
    addPhoto,
    openLead,
    omitLead,
    moveLead,
    decide,
    disclose,
    leadFile,
    leads,
    notFiled,
  }
})

/** Where a picture is asked for. */
export const photoUrl = (id: Photo['id']): string => `/api/v1/photos/${id}`

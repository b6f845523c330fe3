import { soleSlot } from '@lianqin/shared/plan'
import type { Task } from '@lianqin/shared/task'
import { describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { anApproval, anEvent, anIncident, anOffer, aTask, before, HOUR, NOW } from './fixtures.ts'
import { unmountAll } from './mount.ts'
import { accepted, move, offerAfter, openPhone, ours, reads, serve, taskAfter, useHand } from './phone.kit.ts'

useHand()

/** A case with a place for the lead and one for a member. */
const joint = anIncident({
  state: 'dispatched',
  slots: [
    { ...soleSlot(1), id: 'lead' },
    { ...soleSlot(1), id: 'fire', part: 'member', forces: ['force-emergency'] },
  ],
})
const lead = aTask({ ...ours, slot: 'lead', state: 'on-scene', acceptedAt: NOW, arrivedAt: NOW, version: 5 })
const member = aTask({
  id: 'task-2',
  slot: 'fire',
  part: 'member',
  squadId: 'squad-fire',
  state: 'en-route',
  acceptedAt: NOW,
  departedAt: NOW,
  version: 3,
})
const fire = { id: 'squad-fire', name: { zh: '应急一队', en: 'Emergency 1' } } as const
const asLead = { 'incident-1': { tasks: [lead, member], parties: [fire], leader: null } }

describe('a joint call-out', () => {
  it('an offer says whether the squad would lead or help, also that the first to accept has it', async () => {
    serve(offerAfter)
    const task = aTask({ part: 'member', state: 'offered' })
    await openPhone({ offers: [anOffer({ state: 'seen', broadcast: true })], tasks: [task], incidents: [joint] })
    await expect.element(page.getByText('本队协同，由主办队伍最后确认')).toBeVisible()
    await reads('timer', '先接先得')
  })

  it('the lead reads how far each member is, and finishes when all are done', async () => {
    const sent = serve(taskAfter, asLead)
    const { says } = await openPhone({ tasks: [lead], incidents: [joint], path: '/phone?task=task-1' })
    await expect.element(page.getByText('应急一队')).toBeVisible()
    await expect.element(page.getByText('途中')).toBeVisible()
    const finish = page.getByRole('button', { name: /确认全部办结/ })
    await expect.element(finish).toHaveTextContent('确认全部办结还有 1 项协同任务未完成')
    await finish.click({ force: true })
    expect(document.querySelector('[role="dialog"]')).toBeNull()
    const done: Task = { ...member, state: 'handled', handledAt: NOW, result: '已关阀', version: 4 }
    says(anEvent({ kind: 'task.moved', body: { move: 'finish', reason: null, deviceAt: null, task: done } }))
    await expect.element(page.getByText(/已关阀/)).toBeVisible()
    await finish.click()
    await page.getByRole('button', { name: '已清理完毕' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '办结' }).click()
    await expect.poll(() => sent.map(move)).toEqual(['finish'])
  })

  it('a member reads who leads, and its home lists only what is its own', async () => {
    serve(taskAfter, { 'incident-1': { leader: { id: 'squad-gulin-2', name: { zh: '古林二队', en: 'Gulin 2' } } } })
    const own = { ...member, squadId: 'squad-gulin-1' } as const
    await openPhone({ tasks: [own], incidents: [joint], path: '/phone?task=task-2' })
    await expect.element(page.getByText('主办：古林二队')).toBeVisible()
    unmountAll()
    await openPhone({ tasks: [lead, member], incidents: [joint] })
    await expect.poll(() => document.querySelectorAll('.day-row').length).toBe(1)
    await expect.element(page.getByText('已办 0·在办 1')).toBeVisible()
    unmountAll()
    await openPhone({ tasks: [lead, member], incidents: [joint], path: '/phone?task=task-2' })
    await expect.element(page.getByRole('heading', { name: '今天' })).toBeVisible()
  })
})

describe('a request from the field', () => {
  const onScene: Task = { ...accepted, state: 'on-scene', arrivedAt: NOW }
  const running = anIncident({ state: 'dispatched', version: 7 })
  const open = (files = {}) => {
    const sent = serve(
      ({ path, body }) =>
        path.startsWith('/approvals')
          ? anApproval({ state: 'withdrawn', version: 2 })
          : anApproval({ subject: body.subject as 'extend', until: (body.until as string) ?? null }),
      files,
    )
    return { sent, opened: openPhone({ tasks: [onScene], incidents: [running], path: '/phone?task=task-1' }) }
  }

  it('asks for a suspension to a day with a reason, shows whose word is awaited, and takes it back', async () => {
    const { sent, opened } = open()
    await opened
    await page.getByRole('button', { name: '申请延期或挂账' }).click()
    await page.getByRole('button', { name: /^挂账/ }).click()
    await page.getByRole('button', { name: /^7 天后/ }).click()
    await page.getByRole('button', { name: '提交申请' }).click()
    await expect.element(page.getByText('请写明理由。')).toBeVisible()
    await page.getByRole('button', { name: '等待材料或配件' }).click()
    await page.getByRole('button', { name: '提交申请' }).click()
    await expect.element(page.getByText('等值班长审批（第 1 级）')).toBeVisible()
    expect(sent[0]).toMatchObject({
      path: '/incidents/incident-1/approvals',
      body: { subject: 'suspend', version: 7, reason: '等待材料或配件', until: '2026-12-01T00:00:00.000Z' },
    })
    await page.getByRole('button', { name: '撤回' }).click()
    await expect.poll(() => sent.at(-1)?.body).toEqual({ move: 'withdraw', version: 1 })
    await expect.element(page.getByText('已撤回')).toBeVisible()
  })

  it('a refusal is read with its reason, and what is asked already or twice is not asked again', async () => {
    const refused = anApproval({ state: 'refused', endedByTitle: '周敏', decision: '今日须办结', endedAt: NOW })
    const { opened } = open({ 'incident-1': { approvals: [refused] } })
    await opened
    await expect.element(page.getByText('周敏未同意：今日须办结')).toBeVisible()
    unmountAll()
    await openPhone({
      tasks: [onScene],
      incidents: [{ ...running, dueAt: before(HOUR) }],
      path: '/phone?task=task-1',
    })
    await expect.element(page.getByText('周敏未同意：今日须办结')).toBeVisible()
    expect(page.getByRole('button', { name: '申请延期或挂账' }).elements()).toEqual([])
  })
})

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What operations watches. Made per process and handed down, so that two servers in one test do not share figures. */
export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    commands: new Counter({ name: 'lianqin_commits_total', help: 'Committed writes', registers }),
    faults: new Counter({ name: 'lianqin_faults_total', help: 'Faults by part', labelNames: ['part'], registers }),
    timersSwept: new Counter({
      name: 'lianqin_timers_swept_total',
      help: 'Timers that the sweeper found due before the bell had rung',
      registers,
    }),
    timersUnprepared: new Counter({
      name: 'lianqin_timers_unprepared_total',
      help: 'Timers that a sweep fired without looking anything up before, because it had waited long enough',
      registers,
    }),
    travel: new Counter({
      name: 'lianqin_travel_total',
      help: 'Questions to the map service by outcome; whatever is not answered is estimated',
      labelNames: ['outcome'],
      registers,
    }),
    forgotten: new Counter({
      name: 'lianqin_forgotten_total',
      help: 'Open incidents that the auditor found with nobody and routed again; must stay 0',
      registers,
    }),
    auditForgotten: new Gauge({
      name: 'lianqin_audit_forgotten',
      help: 'Open incidents that the auditor found with nobody when it last went round; must be 0',
      registers,
    }),
    auditAt: new Gauge({
      name: 'lianqin_audit_at_seconds',
      help: 'When the auditor last went round, seconds since 1970',
      registers,
    }),
    screens: new Gauge({ name: 'lianqin_screens', help: 'Connected screens', registers }),
    seq: new Gauge({ name: 'lianqin_log_seq', help: 'Last line of the log told to the screens', registers }),
    fixes: createTally(registry, 'lianqin_fixes_total', 'Positions by outcome'),
    told: new Counter({ name: 'lianqin_positions_told_total', help: 'Positions sent to screens', registers }),
    frames: new Counter({
      name: 'lianqin_frames_total',
      help: 'Messages of positions by what a screen got at a tick; skipped ones are healed by the next keyframe',
      labelNames: ['verdict'],
      registers,
    }),
    devices: new Counter({
      name: 'lianqin_device_messages_total',
      help: 'Messages of devices by protocol and outcome',
      labelNames: ['protocol', 'outcome'],
      registers,
    }),
    quickAnswers: createTally(
      registry,
      'lianqin_quick_answers_total',
      'Requests with a position that were answered before the rest of the house was asked',
    ),
    terminals: new Gauge({ name: 'lianqin_terminals', help: 'Open connections of JT/T 808 terminals', registers }),
    trackPiecesLost: new Counter({
      name: 'lianqin_track_pieces_lost_total',
      help: 'Pieces of tracks given up because the database was away for too long; must stay 0',
      registers,
    }),
    requests: new Histogram({
      name: 'lianqin_request_seconds',
      help: 'HTTP answers by route and status class',
      labelNames: ['route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers,
    }),
  }
}
export type Metrics = ReturnType<typeof createMetrics>

/** A counter by outcome for what happens thousands of times a second: it is added up here, and told when somebody looks. */
function createTally(registry: Registry, name: string, help: string) {
  const counts = new Map<string, { sum: number }>()
  new Counter({
    name,
    help,
    labelNames: ['outcome'],
    registers: [registry],
    collect() {
      for (const [outcome, { sum }] of counts) this.inc({ outcome }, sum)
      counts.clear()
    },
  })
  return {
    inc(outcome: string) {
      const count = counts.get(outcome)
      if (count) count.sum++
      else counts.set(outcome, { sum: 1 })
    },
  }
}

// Who takes part step by step is found again by their device.

import { isRefusal } from '../../../kernel/refusal.ts'
import type { Asking } from '../../../operation/ask.ts'
import { type Admitted, participant } from '../admission.ts'
import type { ActivityHere } from '../here.tsx'

/** Null where it is not open, or where they have to say or type something first. */
export async function onThisDevice(
  { db, viewer, device, standing, now }: Asking,
  { state, activity }: ActivityHere,
): Promise<Admitted | null> {
  if (state !== 'open') return null
  const found = await participant(
    db,
    activity.id,
    { device: device ?? '', code: '', postcode: '' },
    { actor: viewer, network: null, standing, now },
  )
  return found && !isRefusal(found.admitted) ? found.admitted : null
}

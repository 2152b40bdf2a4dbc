// The pages of overlap, for registration.

import type { AnyFace } from '../../../ui/declare.ts'
import { estimatesForm } from './estimates-form.tsx'
import { mergePage } from './merge-page.tsx'
import { overlapPage } from './overlap-page.tsx'
import { ownSeatsPage } from './own-seats.tsx'
import { pairFaces } from './pair-pages.tsx'

export const overlapFaces: readonly AnyFace[] = [overlapPage, ...pairFaces, mergePage, estimatesForm, ownSeatsPage]

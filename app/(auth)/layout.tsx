import type { ReactNode } from 'react'
import { AuthFrame } from './auth-frame.tsx'

export default function AuthLayout({ children }: { children: ReactNode }) {
  return <AuthFrame>{children}</AuthFrame>
}

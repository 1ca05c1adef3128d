import { schemeCookie } from '#lib/web/preference-cookies.ts'

/**
 * Before anything is painted: if the system's preference is not what the server drew, note it and
 * load again. Happens once a browser; without cookies not at all.
 */
export function SchemeScript({ dark, nonce }: { dark: boolean; nonce: string | undefined }) {
  const script = `(function(){var d=matchMedia('(prefers-color-scheme: dark)').matches;
if(d===${dark})return;var v='${schemeCookie}='+(d?'dark':'light');
document.cookie=v+';path=/;max-age=31536000;samesite=lax';
if(document.cookie.indexOf(v)>=0){document.documentElement.hidden=true;location.reload()}})()`
  return (
    <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: script }} />
  )
}

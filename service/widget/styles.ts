// How the chat looks. One constructed style sheet: no inline styles, so a host page's strict policy has nothing to refuse.
// A site may set --parley-accent, --parley-on-accent, --parley-font and --parley-z on <parley-chat>.

const light = `
  --paper:#fff; --ground:#eef2f3; --sunken:#f4f7f7; --line:#e1e7e9; --edge:#83949a;
  --text:#1b2529; --quiet:#55656b; --accent:var(--parley-accent,#0d6478); --on-accent:var(--parley-on-accent,#fff);
  --mine:var(--accent); --on-mine:var(--on-accent); --theirs:#eff3f4; --danger:#b3261e; --danger-bg:#fdf0ee; --note:#fff6e2; --on-note:#5f4300;
  --star:#b97900; --shadow:0 24px 64px rgba(13,38,46,.18),0 2px 8px rgba(13,38,46,.08); color-scheme:light;`;
const dark = `
  --paper:#182023; --ground:#0e1416; --sunken:#1f282c; --line:#2d383d; --edge:#7b8b91;
  --text:#e8eef0; --quiet:#a3b2b7; --accent:var(--parley-accent,#78c6da); --on-accent:var(--parley-on-accent,#052028);
  --mine:#175f70; --on-mine:#f2fbfd; --theirs:#263136; --danger:#ff9f93; --danger-bg:#3a211f; --note:#3a3018; --on-note:#f6d994;
  --star:#efb440; --shadow:0 24px 64px rgba(0,0,0,.5),0 2px 8px rgba(0,0,0,.4); color-scheme:dark;`;

const css = `
:host{all:initial;${light}
  display:block; position:fixed; inset:auto 0 0 auto; z-index:var(--parley-z,2147483000);
  font:400 15px/22px var(--parley-font,system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans Arabic",sans-serif);
  color:var(--text); -webkit-text-size-adjust:100%; text-size-adjust:100%;}
:host([hidden]){display:none}
@media (prefers-color-scheme:dark){:host(:not([theme=light])){${dark}}}
:host([theme=dark]){${dark}}
:host([mode=page]){inset:0}
*,*::before,*::after{box-sizing:border-box}
[hidden]{display:none!important}
h2,p,ol,li,fieldset,legend{margin:0;padding:0;border:0;font:inherit;list-style:none}
button,input,textarea{font:inherit;color:inherit;margin:0;letter-spacing:inherit}
button{cursor:pointer;border:0;background:none;padding:0}
svg{inline-size:20px;block-size:20px;display:block;fill:none;stroke:currentColor;stroke-width:1.7;stroke-linecap:round;stroke-linejoin:round}
:focus{outline:none}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.hush{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.all:lang(ar),.all:lang(fa){font-size:16px;line-height:26px}

.launch{position:absolute;inset:auto 20px 20px auto;inline-size:60px;block-size:60px;border-radius:50%;background:var(--accent);color:var(--on-accent);
  display:grid;place-items:center;box-shadow:var(--shadow);transition:transform .12s ease-out}
.launch:hover{transform:translateY(-2px)}
.launch:focus-visible{outline-offset:4px}
.launch svg{inline-size:27px;block-size:27px}
.all.open .launch svg:first-child,.all:not(.open) .launch svg:nth-child(2){display:none}
.count{position:absolute;inset:-3px -3px auto auto;min-inline-size:22px;block-size:22px;padding:0 6px;border-radius:11px;background:var(--danger);color:var(--paper);
  font-size:12px;font-weight:600;line-height:22px;text-align:center}
[dir=rtl] .count{inset:-3px auto auto -3px}

.panel{background:var(--paper);display:flex;flex-direction:column;overflow:hidden;position:absolute;inset:auto 20px 96px auto;
  inline-size:min(392px,calc(100vw - 40px));block-size:min(640px,calc(100vh - 120px));block-size:min(640px,calc(100dvh - 120px));
  border-radius:18px;box-shadow:var(--shadow);border:1px solid var(--line)}
.all[dir=rtl] .panel,.all[dir=rtl] .launch{inset-inline:20px auto}
:host([mode=page]) .all{position:absolute;inset:0;background:var(--ground);display:grid;place-items:center;padding:24px}
:host([mode=page]) .panel{position:static;inline-size:min(600px,100%);block-size:min(820px,100%)}
:host([mode=page]) .panel.form-only{block-size:auto;max-block-size:100%;inline-size:min(520px,100%)}

header{display:flex;align-items:center;gap:12px;padding:16px 20px;border-block-end:1px solid var(--line);min-block-size:74px;flex:none}
.mark{flex:none;inline-size:40px;block-size:40px;border-radius:50%;background:var(--accent);color:var(--on-accent);display:grid;place-items:center;font-weight:600;font-size:15px}
.who{flex:1;min-inline-size:0}
.who h2{font-size:16px;font-weight:600;line-height:22px;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.who p{font-size:13px;line-height:18px;color:var(--quiet);white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.all:lang(ar) .who h2,.all:lang(fa) .who h2{line-height:26px}
.all:lang(ar) .who p,.all:lang(fa) .who p{line-height:20px;font-size:14px}
.tool{flex:none;inline-size:36px;block-size:36px;border-radius:10px;display:grid;place-items:center;color:var(--quiet)}
.tool:hover{background:var(--sunken);color:var(--text)}
[dir=rtl] .flip svg{transform:scaleX(-1)}

.notice{padding:9px 20px;font-size:13px;line-height:18px;background:var(--note);color:var(--on-note);flex:none}
.all:lang(ar) .notice,.all:lang(fa) .notice{font-size:14px;line-height:22px}
.body{flex:1;min-block-size:0;overflow-y:auto;overscroll-behavior:contain;padding:20px;display:flex;flex-direction:column;position:relative;scrollbar-width:thin;scrollbar-color:var(--edge) transparent}

.form{gap:18px;display:flex;flex-direction:column;flex:1}
.intro{font-size:22px;line-height:30px;font-weight:600;letter-spacing:-.01em;padding-block:8px 4px;text-wrap:balance}
.all:lang(ar) .intro,.all:lang(fa) .intro{line-height:36px;letter-spacing:0}
.field{display:flex;flex-direction:column;gap:6px}
.field label{font-size:14px;line-height:20px;font-weight:500}
.field label i{font-style:normal;font-weight:400;color:var(--quiet);margin-inline-start:6px}
.all:lang(ar) .field label,.all:lang(fa) .field label{font-size:15px;line-height:24px}
.all:lang(ar) .wrong,.all:lang(fa) .wrong{font-size:14px;line-height:22px}
.field.grow{flex:1;min-block-size:130px}
.field.grow textarea{flex:1;min-block-size:96px}
:host([mode=page]) .field.grow{min-block-size:180px}
input,textarea{inline-size:100%;background:var(--paper);border:1px solid var(--edge);border-radius:10px;padding:10px 12px;resize:none;display:block;min-block-size:44px}
textarea{line-height:22px}
input:hover,textarea:hover{border-color:var(--quiet)}
input:focus-visible,textarea:focus-visible{outline:2px solid var(--accent);outline-offset:-1px;border-color:transparent}
[aria-invalid=true]{border-color:var(--danger)}
.wrong{font-size:13px;line-height:18px;color:var(--danger)}
.main{background:var(--accent);color:var(--on-accent);font-weight:600;border-radius:12px;min-block-size:48px;padding:10px 20px;text-align:center;transition:filter .12s ease-out}
.main:hover{filter:brightness(1.08)}
.main[disabled]{opacity:.6;cursor:default;filter:none}

.log{display:flex;flex-direction:column;margin-block-start:auto}
.said{max-inline-size:86%;align-self:flex-start;margin-block-start:3px;display:flex;flex-direction:column;align-items:flex-start}
.said.first{margin-block-start:16px}
.said.mine{align-self:flex-end;align-items:flex-end}
.said .name{font-size:12px;line-height:16px;color:var(--quiet);padding:0 14px 4px;max-inline-size:100%;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.said .text{background:var(--theirs);padding:9px 14px;border-radius:18px;white-space:pre-wrap;overflow-wrap:anywhere;max-inline-size:100%;unicode-bidi:plaintext;text-align:start}
.said.mine .text{background:var(--mine);color:var(--on-mine)}
.said .text{border-end-start-radius:6px}
.said.mine .text{border-end-start-radius:18px;border-end-end-radius:6px}
.said{position:relative}
.quote,.quoting{font-size:13px;line-height:18px;color:var(--quiet);border-inline-start:2px solid;padding:2px 8px;margin-block-end:3px;max-inline-size:100%;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.quoting{display:flex}
.quoting span{flex:1;overflow:hidden;text-overflow:ellipsis}
.files{display:flex;flex-wrap:wrap;gap:6px;margin:3px 0;padding:0}
.files li{display:flex;flex-wrap:wrap;align-items:center;gap:6px;max-inline-size:262px;border:1px solid var(--line);border-radius:10px;padding:4px 4px 4px 10px;font-size:13px;line-height:18px}
.files bdi{max-inline-size:180px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.files img{inline-size:100%;max-block-size:200px;object-fit:contain}
.files .bad{border-color:var(--danger)}
.files button,.quoting button,.answer{inline-size:28px;block-size:28px;display:grid;place-items:center;border-radius:10px;color:var(--quiet)}
.answer{position:absolute;inset-block-end:0;inset-inline-start:100%}
.files svg,.quoting svg,.answer svg{inline-size:16px;block-size:16px}
.said.pending .text{opacity:.72}
.said.refused .text{background:var(--danger-bg);color:var(--text);opacity:1;border:1px solid var(--danger)}
.said a{color:inherit;text-underline-offset:2px}
.said a.meta{color:var(--accent);font-size:14px}
.said.system{align-self:center;text-align:center;max-inline-size:100%}
.said.system .text{background:none;color:var(--quiet);font-size:13px;line-height:18px}
.meta{display:flex;flex-wrap:wrap;gap:5px;align-items:center;font-size:12px;line-height:16px;color:var(--quiet);padding:4px 14px 0;font-variant-numeric:tabular-nums}
.meta svg{inline-size:16px;block-size:16px}
.meta .seen{color:var(--accent)}
.meta button{color:var(--accent);font-weight:600;padding:2px 4px;border-radius:4px;text-decoration:underline;text-underline-offset:2px}
.meta .why{color:var(--danger)}
.first .text{animation:in .16s ease-out}
@keyframes in{from{opacity:0;transform:translateY(6px)}}
.wait{margin:18px auto 4px;text-align:center;max-inline-size:30ch;color:var(--quiet);font-size:14px;line-height:20px;text-wrap:balance}
.wait .dots{margin:0 auto 10px;color:var(--accent)}
.writing{display:flex;align-items:center;gap:8px;min-block-size:22px;margin-block-start:10px;font-size:13px;line-height:18px;color:var(--quiet)}
.dots{display:flex;gap:4px;padding:4px 2px;inline-size:max-content}
.dots span{inline-size:6px;block-size:6px;border-radius:50%;background:currentColor;opacity:.35;animation:dot 1.3s infinite}
.dots span:nth-child(2){animation-delay:.18s}
.dots span:nth-child(3){animation-delay:.36s}
@keyframes dot{30%{opacity:1}60%{opacity:.35}}
.fresh{position:sticky;inset-block-end:0;align-self:center;background:var(--paper);border:1px solid var(--line);box-shadow:0 4px 16px rgba(13,38,46,.14);border-radius:99px;
  padding:6px 14px;font-size:13px;font-weight:600;color:var(--accent);flex:none}

footer{flex:none;padding:12px 16px 16px;padding-block-end:max(16px,env(safe-area-inset-bottom));border-block-start:1px solid var(--line)}
.compose{display:flex;align-items:flex-end;gap:8px;border:1px solid var(--edge);border-radius:24px;padding:4px;background:var(--paper)}
.compose:hover{border-color:var(--quiet)}
.compose:focus-within{outline:2px solid var(--accent);outline-offset:-1px;border-color:transparent}
.compose textarea{border:0;background:none;min-block-size:38px;max-block-size:150px;padding:8px 8px 8px 14px;padding-inline:14px 4px;border-radius:20px;outline:none!important}
.compose button{flex:none;inline-size:38px;block-size:38px;border-radius:50%;background:var(--accent);color:var(--on-accent);display:grid;place-items:center;transition:opacity .12s ease-out}
.compose .clip{background:none;color:var(--quiet)}
.compose button[aria-disabled=true]{background:var(--sunken);color:var(--quiet)}
.compose button:focus-visible{outline-offset:1px}
footer .wrong{padding:0 8px 8px}
.ask{display:flex;flex-wrap:wrap;align-items:center;gap:8px;padding-block-end:12px;font-weight:500}
.ask span{flex:1 0 100%}
.ask button{flex:1}
.ask button,.plain{border:1px solid var(--edge);border-radius:10px;padding:7px 14px;font-weight:500;min-block-size:40px}
.ask button:hover,.plain:hover{background:var(--sunken)}
.ask button.yes{background:var(--danger);border-color:transparent;color:var(--paper)}

.over{display:flex;flex-direction:column;gap:14px;align-items:stretch;text-align:center;padding:4px 4px 0}
.over .bye{font-weight:600;text-wrap:balance}
.over legend{inline-size:100%;color:var(--quiet);font-size:14px;padding-block-end:6px}
.stars{display:flex;justify-content:center;gap:2px}
.stars button{inline-size:46px;block-size:46px;display:grid;place-items:center;color:var(--edge);border-radius:12px;transition:color .12s ease-out}
.stars button:hover{color:var(--star)}
.stars svg{inline-size:29px;block-size:29px;stroke-width:1.4}
.stars .lit{color:var(--star)}
.stars .lit svg{fill:currentColor}
.over textarea{min-block-size:72px;text-align:start}
.over .field{text-align:start}
.thanks{color:var(--quiet);font-size:14px}

@media (max-width:480px),(max-height:480px){
  :host(:not([mode=page])) .panel{position:fixed;inset:0!important;inline-size:auto;block-size:auto;border:0;border-radius:0}
  :host(:not([mode=page])) .all.open .launch{display:none}
  :host([mode=page]) .all{padding:0;background:var(--paper)}
  :host([mode=page]) .panel.panel{border:0;border-radius:0;block-size:100%;inline-size:100%;box-shadow:none}
  .body{padding:16px}
  header{padding:12px 16px;min-block-size:64px;padding-block-start:max(12px,env(safe-area-inset-top))}
  footer{padding-inline:12px}
  input,textarea{font-size:16px}
}
@media (prefers-reduced-motion:reduce){*,*::before,*::after{animation:none!important;transition:none!important}.dots span{opacity:.7}}
@media (forced-colors:active){.said .text,.launch,.mark,.main,.compose button{border:1px solid}.stars .lit{color:Highlight}.count{border:1px solid}}
`;

/** @returns the style sheet, one for all elements of a page. */
export function createStyles(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}

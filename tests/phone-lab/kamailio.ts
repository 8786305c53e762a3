// Changes when the proxy of the lab is configured, started or asked otherwise. What runs here is what the page in the
// documentation shows: change both.
import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { LabPrograms } from '../../build/lab-programs.ts';
import { must } from '../../build/run.ts';
import { serverAddress } from './net.ts';
import { startProgram, type RunningProgram } from './programs.ts';

export const domain = 'pbx.parley.test';
export const plainPort = 8080;
export const securePort = 8443;
/** Longer than it takes to answer, shorter than a test may wait. */
export const ringSeconds = 6;

/** The proxy. */
export interface Kamailio {
  /** Requests to change a running call are answered with this status from now on; 0: none is. */
  refuse(status: number): Promise<void>;
  /** Whether such requests wait for a moment in the proxy, long enough for the other side to send its own. */
  dawdle(on: boolean): Promise<void>;
  /** Another password for a user; the ones at the start are `secret-USER`. */
  password(user: string, password: string): Promise<void>;
  /** How many sign-ins it has seen of a user, the refused ones too. */
  registers(user: string): number;
  /** How often it has signed a user in. */
  signedIn(user: string): number;
  /** How many offers it has seen refused because both sides made one at once. */
  crossed(): number;
  /** The contacts it knows, as text. */
  contacts(): Promise<string>;
  said(): string;
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** Makes its configuration, and starts it. @throws Error with what it said when it does not start. */
export async function startKamailio(options: {
  programs: LabPrograms;
  folder: string;
  certificate: { cert: string; key: string };
}): Promise<Kamailio> {
  const { programs, folder } = options;
  const file = join(folder, 'kamailio.cfg');
  const control = join(folder, 'kamailio.sock');
  await writeFile(
    join(folder, 'tls.cfg'),
    `[server:default]\nmethod = TLSv1.2+\nprivate_key = ${options.certificate.key}\ncertificate = ${options.certificate.cert}\n`,
  );
  await writeFile(
    file,
    configuration({ modules: programs.library('kamailio/modules'), control, tls: join(folder, 'tls.cfg') }),
  );
  let running: RunningProgram | undefined;
  let earlier = '';
  const start = async (): Promise<void> => {
    earlier += running?.said() ?? '';
    running = await startProgram(
      programs.program('kamailio'),
      ['-f', file, '-DD', '-E', '-m', '64', '-M', '8', '-P', join(folder, 'kamailio.pid')],
      { env: programs.env, cwd: folder, ready: () => listens(plainPort) },
    );
  };
  const ask = async (...command: string[]): Promise<string> => {
    const answer = await must(programs.program('kamcmd'), ['-s', `unix:${control}`, ...command], {
      env: programs.env,
    });
    // It ends well whatever the proxy says.
    if (answer.startsWith('error')) throw new Error(`${command.join(' ')}: ${answer}`);
    return answer;
  };
  const lines = (with_: string): number =>
    `${earlier}${running?.said() ?? ''}`.split('\n').filter((line) => line.includes(with_)).length;
  await start();
  return {
    refuse: async (status) => void (await ask('htable.seti', 'lab', 'refuse', `${status}`)),
    dawdle: async (on) => void (await ask('htable.seti', 'lab', 'dawdle', on ? '1' : '0')),
    // "s:": what looks like a number is one to it otherwise.
    password: async (user, password) =>
      void (await ask('htable.sets', 'passwords', `s:${user}`, `s:${password}`)),
    registers: (user) => lines(`REGISTER of ${user} `),
    signedIn: (user) => lines(`SAVED of ${user} `),
    crossed: () => lines('CROSSED'),
    contacts: () => ask('ul.dump'),
    said: () => running?.said() ?? '',
    kill: async () => running?.kill(),
    start,
  };
}

/** Whether somebody takes connections there. */
export function listens(port: number, host = serverAddress): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function configuration(with_: { modules: string; control: string; tls: string }): string {
  const modules = [
    'ctl',
    'kex',
    'corex',
    'tm',
    'tmx',
    'sl',
    'rr',
    'pv',
    'maxfwd',
    'textops',
    'siputils',
    'xlog',
    'sanity',
    'usrloc',
    'registrar',
    'htable',
    'cfgutils',
    'auth',
    'auth_ephemeral',
    'nathelper',
    'tls',
    'xhttp',
    'websocket',
    'rtpengine',
  ];
  return `#!KAMAILIO
debug=1
log_stderror=yes
children=2
tcp_children=2
tcp_connection_lifetime=3605
tcp_accept_no_cl=yes
enable_tls=yes
listen=udp:${serverAddress}:5060
listen=tcp:${serverAddress}:${plainPort}
listen=tls:${serverAddress}:${securePort}
alias="${domain}"
auto_aliases=no
mpath="${with_.modules}"
${modules.map((name) => `loadmodule "${name}.so"`).join('\n')}
modparam("ctl", "binrpc", "unix:${with_.control}")
modparam("tls", "config", "${with_.tls}")
modparam("rtpengine", "rtpengine_sock", "udp:127.0.0.1:2223")
modparam("tm", "fr_timer", 5000)
modparam("tm", "fr_inv_timer", ${ringSeconds * 1000})
modparam("tm", "failure_reply_mode", 3)
modparam("rr", "enable_full_lr", 1)
modparam("rr", "append_fromtag", 1)
modparam("registrar", "method_filtering", 1)
modparam("registrar", "max_expires", 3600)
modparam("registrar", "gruu_enabled", 1)
modparam("registrar|nathelper", "received_avp", "$avp(RECEIVED)")
modparam("usrloc", "db_mode", 0)
modparam("usrloc", "handle_lost_tcp", 1)
modparam("htable", "htable", "passwords=>size=6;")
modparam("htable", "htable", "lab=>size=2;")
modparam("auth", "nonce_expire", 300)
modparam("auth_ephemeral", "secret", "${ephemeralSecret}")
modparam("websocket", "keepalive_mechanism", 1)
modparam("websocket", "keepalive_timeout", 20)

event_route[htable:mod-init] {
${['101', '102', '103', 'customer', 'second', 'trunk'].map((user) => `	$sht(passwords=>${user}) = "secret-${user}";`).join('\n')}
	$sht(lab=>refuse) = 0;
	$sht(lab=>dawdle) = 0;
}

event_route[xhttp:request] {
	set_reply_close();
	set_reply_no_connect();
	if ($hdr(Upgrade) =~ "websocket" && $rm == "GET") {
		if (ws_handle_handshake()) exit;
	}
	xhttp_reply("404", "Not Found", "", "");
}

request_route {
	if (!mf_process_maxfwd_header("20")) { sl_send_reply("483", "Too Many Hops"); exit; }
	# A phone asks in this way whether the line is alive.
	if (is_method("OPTIONS") && uri == myself && $rU == $null) { sl_send_reply("200", "OK"); exit; }
	force_rport();
	if (nat_uac_test("64") || nat_uac_test("2")) {
		if (is_method("REGISTER")) fix_nated_register();
		else if (!($ct =~ ";gr") && !add_contact_alias()) { sl_send_reply("400", "Bad Contact"); exit; }
	}
	if (is_method("CANCEL")) { if (t_check_trans()) route(RELAY); exit; }
	if (has_totag()) {
		if (is_method("INVITE") && $sht(lab=>refuse) > 0) { sl_send_reply("$sht(lab=>refuse)", "Refused by the lab"); exit; }
		if (is_method("INVITE") && $sht(lab=>dawdle) > 0) usleep("500000");
		if (loose_route()) {
			# The phone's present connection, not the one that the call began on: a call outlives both.
			if (is_gruu()) {
				if (!lookup("location")) { if (!is_method("ACK")) sl_send_reply("480", "Not connected"); exit; }
			} else if ($du == "") handle_ruri_alias();
			if (is_method("INVITE|UPDATE")) record_route();
			if (is_method("BYE")) rtpengine_delete();
			route(RELAY);
			exit;
		}
		if (is_method("ACK")) { if (t_check_trans()) route(RELAY); exit; }
		sl_send_reply("404", "Not here");
		exit;
	}
	if (!is_method("ACK")) t_check_trans();
	remove_hf("Route");
	if (is_method("REGISTER") || from_uri == myself) {
		if (is_method("REGISTER")) xlog("L_ALERT", "REGISTER of $fU by $ct as $aU over $proto\\n");
		# A login "until:user" with a password made of it and of the secret that the service shares with this server.
		if ($aU =~ "^[0-9]+:") {
			if (!autheph_check("${domain}")) { auth_challenge("${domain}", "1"); exit; }
			# It is good for one number: nobody signs in, or calls, as somebody else by it.
			if (!autheph_check_from() || (is_method("REGISTER") && !autheph_check_to())) { sl_send_reply("403", "Another's number"); exit; }
		} else if ($sht(passwords=>$fU) == $null || !pv_auth_check("${domain}", "$sht(passwords=>$fU)", "0", "1")) {
			auth_challenge("${domain}", "1");
			exit;
		}
		if (!is_method("REGISTER")) consume_credentials();
	}
	if (is_method("REGISTER")) {
		if (!save("location", "0x00")) sl_reply_error();
		else xlog("L_ALERT", "SAVED of $fU by $ct\\n");
		exit;
	}
	if (is_method("INVITE|SUBSCRIBE|REFER")) record_route();
	if ($rU == "486") { sl_send_reply("486", "Busy Here"); exit; }
	# Whoever calls in by the trunk has waited in a queue.
	if ($fU == "trunk" || $fU == "customer") append_hf("X-Queue: billing\\r\\n");
	if (uri == myself) {
		if (!lookup("location")) { sl_send_reply("480", "Temporarily Unavailable"); exit; }
	} else handle_ruri_alias();
	route(RELAY);
}

route[RELAY] {
	if (is_method("INVITE|UPDATE")) { t_on_branch("MEDIA"); t_on_reply("ANSWER"); }
	if (is_method("CANCEL")) rtpengine_delete();
	if (!t_relay()) sl_reply_error();
	exit;
}

# Sound goes through rtpengine where one side is a browser and the other a telephone.
branch_route[MEDIA] {
	$avp(from_ws) = 0;
	$avp(to_ws) = 0;
	if ($proto =~ "^wss?$") $avp(from_ws) = 1;
	if ($ru =~ "transport=wss?" || $du =~ "transport=wss?") $avp(to_ws) = 1;
	if (!has_body("application/sdp") || $avp(from_ws) == $avp(to_ws)) return;
	if ($avp(to_ws) == 0) rtpengine_manage("RTP/AVP replace-origin replace-session-connection rtcp-mux-demux ICE=remove");
	else rtpengine_manage("UDP/TLS/RTP/SAVPF replace-origin replace-session-connection rtcp-mux-offer ICE=force SDES-off generate-mid");
}

onreply_route[ANSWER] {
	if (status == "491") xlog("L_ALERT", "CROSSED offers of $ci\\n");
	if (!($ct =~ ";gr") && (nat_uac_test("64") || nat_uac_test("2"))) add_contact_alias();
	if (!has_body("application/sdp") || $avp(from_ws) == $avp(to_ws)) return;
	if ($avp(from_ws) == 1) rtpengine_manage("UDP/TLS/RTP/SAVPF replace-origin replace-session-connection rtcp-mux-offer ICE=force SDES-off generate-mid");
	else rtpengine_manage("RTP/AVP replace-origin replace-session-connection rtcp-mux-demux ICE=remove");
}
`;
}

/** What the service and the server know, and no desk. */
export const ephemeralSecret = 'only-for-the-lab';

import type { Example } from '../signal.js';

const bitsadmin = (switches: string): readonly Example[] => [{ process_name: 'bitsadmin.exe', process: `bitsadmin ${switches}` }];
const script = (ScriptBlockText: string): readonly Example[] => [{ ScriptBlockText }];

/** Rows that show each signal of the family; the tests run them. No bundle carries them. */
export const settingExamples: Readonly<Record<string, readonly Example[]>> = {
  'setting-headers': bitsadmin('/setcustomheaders job X-Auth:abcd'),
  'setting-headerswriteonly': bitsadmin('/makecustomheaderswriteonly job'),
  'setting-certificate': bitsadmin('/setclientcertificatebyname job 1 MY c2'),
  'setting-proxy': bitsadmin('/setproxysettings job OVERRIDE proxy.example.net:8080 NULL'),
  'setting-ieproxy': bitsadmin('/util /setieproxy localsystem AUTODETECT'),
  'setting-helpertoken': bitsadmin('/sethelpertokenflags job 3'),
  'setting-acl': bitsadmin('/setaclflag job OGDS'),
  'setting-owner': bitsadmin('/takeownership {6F364A04-6299-4349-A8B6-34BED5E400EF}'),
  'setting-peercaching': bitsadmin('/peercaching /setconfigurationflags 3'),
  'setting-method': bitsadmin('/sethttpmethod job POST'),
  'setting-replyfile': bitsadmin('/setreplyfilename job C:\\d\\a'),
  'setting-remoteprefix': bitsadmin('/replaceremoteprefix job http://a.example.com http://b.example.com'),
  'setting-securityflags': bitsadmin('/setsecurityflags job 30'),
  'setting-validation': bitsadmin('/setvalidationstate job 0 TRUE'),
  'setting-credentials': bitsadmin('/setcredentials job SERVER BASIC user x'),
  'setting-notifyflags': bitsadmin('/setnotifyflags job 3'),
  'setting-allusers': bitsadmin('/list /allusers'),
  'setting-remotehost': script('Invoke-WsmanAction -Action CreateJob -ResourceUri wmi/root/microsoft/bits/BitsClientJob -ValueSet @{DisplayName="u";RemoteUrl="https://files.example.net/a";LocalFile="C:\\d\\a"} -ComputerName srv07'),
  'setting-storedcredential': script('Start-BitsTransfer https://files.example.net/a C:\\d\\a -UseStoredCredential Server'),
  'setting-suspended': script('$job = Start-BitsTransfer https://files.example.net/a C:\\d\\a -Suspended'),
};

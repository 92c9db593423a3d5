type Params = Record<string, unknown>;

/** Login, access and files: why not, and what to do. */
export const accessRefusals: Record<string, (p: Params) => string> = {
  'LOGIN.WRONG': () => '用户名或密码不正确，请重新输入。',
  'LOGIN.TOO_OFTEN': (p) => `密码错误次数过多，请在${waitOf(p['waitSeconds'])}后再试。`,
  'ACCESS.NOT_LOGGED_IN': () => '请先登录；登录可能已经过期。',
  'ACCESS.NOT_ALLOWED': () => '您目前的职务不能办理此项操作。',
  'ACCESS.UNKNOWN': () => '没有找到您要的内容，可能不存在，或不在您的查看范围内。',
  'ACCESS.NO_POLICY': () => '此项功能没有设置权限，暂不开放，请联系管理员。',
  'FILE.UNKNOWN': () => '没有找到这个文件，或不在您的查看范围内。',
  'FILE.NONE': () => '没有收到文件，请选择一个文件后再上传。',
  'FILE.EMPTY': (p) => `文件“${String(p['fileName'])}”是空的，请检查后重新上传。`,
  'FILE.TOO_LARGE': (p) => `文件超过${String(p['limitMb'])} MB的上限，请压缩或拆分后再上传。`,
  'FILE.ACTIVE_TYPE': (p) => `“${String(p['fileName'])}”是网页、脚本或程序文件，出于安全不能上传；请改为文档、表格、图片或PDF。`,
  'FILE.UNKNOWN_TYPE': (p) =>
    `不能识别“${String(p['fileName'])}”的格式；可以上传文档、表格、演示文稿、PDF、OFD、图片、文本、压缩包和音视频。`,
  'FILE.UNSAFE_ARCHIVE': (p) => `“${String(p['fileName'])}”内部含有指向外部位置的路径，不能上传；请用原来的软件另存一份。`,
  'FILE.DAMAGED': (p) => `“${String(p['fileName'])}”已损坏或不完整，请重新上传。`,
};

export const noticeRefusals: Record<string, (p: Params) => string> = {
  'NOTICE.UNKNOWN': () => '没有找到这条通知。',
};

function waitOf(seconds: unknown): string {
  const n = Number(seconds);
  return n >= 60 ? `${Math.ceil(n / 60)}分钟` : `${n}秒`;
}

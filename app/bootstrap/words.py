"""What setting up says, in English and Chinese. Separate from the window's catalog: that one needs
a finished environment."""

import os

WORDS = {
    "setting_up": (
        "Setting up Zhanggui (once; about {megabytes} MB on disk) ...",
        "正在准备掌柜（只需一次，约占 {megabytes} MB 磁盘）…",
    ),
    "updating": ("Updating Zhanggui's packages ...", "正在更新掌柜的组件…"),
    "rebuilding": (
        "The earlier setup was not finished or does not start; doing it again ...",
        "上次的准备没有完成或已损坏，重新开始…",
    ),
    "waiting": (
        "Another start is setting up right now; waiting for it ...",
        "另一个启动正在准备环境，等待它完成…",
    ),
    "creating": ("Creating the environment in {folder}", "正在创建运行环境：{folder}"),
    "system": ("Installing system packages: {packages}", "正在安装系统软件包：{packages}"),
    "downloading": ("Downloading packages", "正在下载组件"),
    "installing": ("Installing packages", "正在安装组件"),
    "trying_pip": ("uv did not manage; trying pip", "uv 未能完成，改用 pip"),
    "checking": ("Checking what was installed", "正在检查安装结果"),
    "ready": ("Ready.", "准备完成。"),
    "failed.python_too_old": (
        "Zhanggui needs Python {minimum} or newer and this is {found}: install a newer Python and "
        "start again with it.",
        "掌柜需要 Python {minimum} 或更高版本，当前是 {found}：请安装新版 Python 后用它重新启动。",
    ),
    "failed.no_network": (
        "The packages could not be downloaded because the network did not answer: connect to the "
        "internet (or mend the proxy or package index settings) and start again; log: {log}",
        "网络没有响应，组件下载失败：请连接网络（或检查代理、软件源设置）后重新启动；日志：{log}",
    ),
    "failed.disk_full": (
        "Not enough disk space: {free} MB free for {folder}, setting up needs about {needed} MB; "
        "free some space and start again.",
        "磁盘空间不足：{folder} 仅剩 {free} MB，准备环境约需 {needed} MB；请腾出空间后重新启动。",
    ),
    "failed.missing_packages": (
        "System packages are missing; run this line once, then start again:\n{line}",
        "缺少系统软件包；请先执行下面这一行，再重新启动：\n{line}",
    ),
    "failed.missing_libraries": (
        "System libraries are missing: install what provides {libraries}, then start again.",
        "缺少系统库：请安装提供 {libraries} 的软件包，再重新启动。",
    ),
    "failed.qt_broken": (
        "The window toolkit does not load ({problem}): install what it names, then start again.",
        "界面组件无法加载（{problem}）：请安装其中提到的系统库，再重新启动。",
    ),
    "failed.install": (
        'Installing the packages failed: "{problem}"; log: {log}; mend that and start again.',
        "组件安装失败：“{problem}”；日志：{log}；处理后请重新启动。",
    ),
    "failed.system_install": (
        'apt-get could not install {packages}: "{problem}"; log: {log}; mend that and start again.',
        "apt-get 未能安装 {packages}：“{problem}”；日志：{log}；处理后请重新启动。",
    ),
    "failed.busy": (
        "Another start has been setting up {folder} for {minutes} minutes: wait for it or end it, "
        "then start again.",
        "另一个启动准备 {folder} 已有 {minutes} 分钟：请等待或结束它，再重新启动。",
    ),
    "failed.unusable": (
        "The environment in {folder} does not work: delete that folder and start again.",
        "{folder} 中的运行环境无法使用：请删除该文件夹后重新启动。",
    ),
    "failed.not_writable": (
        "Neither {folder} nor {cache} can be written: make one of them writable and start again.",
        "{folder} 和 {cache} 都不可写：请使其中之一可写后重新启动。",
    ),
    "failed.os": (
        "Setting up stopped: {problem}; mend that and start again.",
        "准备环境时出错：{problem}；处理后请重新启动。",
    ),
    "failed.interrupted": (
        "Setting up was interrupted; start again and it goes on.",
        "准备被中断；重新启动即可继续。",
    ),
}


def say(key: str, **params: object) -> str:
    """The sentence in the language of the shell."""
    return WORDS[key][_language_index()].format(**params)


def _language_index() -> int:
    chosen = ""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        chosen = chosen or os.environ.get(name, "")
    return 1 if chosen.lower().startswith("zh") else 0

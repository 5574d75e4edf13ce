"""What can be wrong with a till, its files and its command line."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "error.usage": (
        "These arguments do not fit: {problem}; --help shows what does.",
        "参数不对：{problem}；请看 --help。",
    ),
    "error.settings_unreadable": (
        "The settings in {path} cannot be read ({problem}), so this till starts with its defaults; "
        "make that file readable.",
        "无法读取设置 {path}（{problem}），本机暂用默认设置；请使该文件可读。",
    ),
    "error.settings_damaged": (
        "The settings were damaged, so this till starts with its defaults; the damaged file is "
        "kept as {path}.",
        "设置文件已损坏，本机暂用默认设置；损坏的文件保留为 {path}。",
    ),
    "error.database_lost": (
        "The settings said which database this shop uses, and they are damaged ({path}). Mend "
        "that file and put it back as settings.toml, or start with --database ADDRESS; for a new, "
        "empty shop take it away.",
        "设置文件已损坏（{path}），其中写明了本店使用的数据库。请修好该文件并放回为 settings.toml，"
        "或用 --database 地址 启动；若要新开一家空店，请移走该文件。",
    ),
    "error.settings_bad_values": (
        "These settings in {path} are not valid and were replaced by their defaults: {names}. "
        "Set them again in Settings.",
        "{path} 中的以下设置无效，已改用默认值：{names}。请在“设置”中重新填写。",
    ),
    "error.settings_refused": (
        "These settings are not valid, so nothing was saved: {names}.",
        "以下设置无效，未保存：{names}。",
    ),
    "error.already_running": (
        "This till is open already (process {pid}); use that window, or choose another --home.",
        "本机的收银窗口已经打开（进程 {pid}）；请使用那个窗口，或另选 --home。",
    ),
    "error.home_unusable": (
        "The folder {path} cannot be used ({problem}); choose another with --home.",
        "无法使用目录 {path}（{problem}）；请用 --home 另选一个。",
    ),
    "error.file_not_written": (
        "{path} cannot be written ({problem}); nothing of it was changed.",
        "无法写入 {path}（{problem}）；原有内容未改动。",
    ),
    "error.secret_unreadable": (
        "The key in {path} cannot be read ({problem}); make that file readable for this user.",
        "无法读取密钥 {path}（{problem}）；请使当前用户可读该文件。",
    ),
    "error.keyring_unavailable": (
        "The system's keyring does not answer ({problem}); unlock it and try again.",
        "系统钥匙串没有响应（{problem}）；请解锁后重试。",
    ),
    "error.key_missing": (
        "The key of customers' data is not in {path}; copy it back there from the other till or "
        "your backup, since a new one could not read what is stored.",
        "{path} 中没有顾客数据的密钥；请从另一台收银机或备份中把它复制回来，"
        "新密钥无法读取已有数据。",
    ),
    "error.key_damaged": (
        "The key of customers' data in {path} is damaged; copy it back there from the other till "
        "or your backup.",
        "{path} 中顾客数据的密钥已损坏；请从另一台收银机或备份中把它复制回来。",
    ),
    "error.key_differs": (
        "This till has another key of customers' data than the till that opened this shop; copy "
        "the file database-key from that till's folder secrets into this till's, and start again.",
        "本机的顾客数据密钥与开店的那台收银机不同；请把那台收银机 secrets 目录中的 database-key "
        "文件复制到本机的 secrets 目录，然后重新启动。",
    ),
    "error.target_is_folder": (
        "{path} is a folder; name a file in it.",
        "{path} 是目录；请给出其中的文件名。",
    ),
    "error.target_exists": (
        "{path} is already there; choose a new name so that nothing is overwritten.",
        "{path} 已存在；请另取文件名，以免覆盖。",
    ),
    "error.folder_missing": (
        "The folder {path} does not exist; make it first.",
        "目录 {path} 不存在；请先创建。",
    ),
    "error.file_missing": ("There is no file {path}.", "没有文件 {path}。"),
    "error.json_and_stdout": (
        "--json and a file on standard output exclude each other; name a file with -o.",
        "--json 与把文件写到标准输出不能同时使用；请用 -o 给出文件名。",
    ),
    "error.output_needed": (
        "{format} is not for the screen; name a file with -o.",
        "{format} 不能显示在屏幕上；请用 -o 给出文件名。",
    ),
    "error.already_set_up": (
        "The shop “{name}” is already open here; change it in Settings, or choose another --home.",
        "这里已有店铺“{name}”；请在设置中修改，或另选 --home。",
    ),
    "error.shop_name_missing": ("The shop needs a name.", "请填写店名。"),
    "error.time_zone_unknown": (
        "There is no time zone {name} on this machine; write it like Asia/Shanghai.",
        "本机没有时区 {name}；请写成 Asia/Shanghai 这样。",
    ),
    "error.module_missing": (
        "Something is missing on this machine ({problem}); delete the folder {folder} and start "
        "python3 main.py again, which sets it up anew.",
        "本机缺少组件（{problem}）；请删除文件夹 {folder}，再运行 python3 main.py 重新准备。",
    ),
    "error.disk_full": (
        "The disk is full; make room and try again. What was finished before is safe.",
        "磁盘已满；请腾出空间后重试。之前完成的数据都在。",
    ),
    "error.crash": (
        "Something broke inside the program ({kind}); your data is safe, and {path} tells "
        "developers what happened, without secrets.",
        "程序内部出错（{kind}）；数据没有丢失，{path} 记录了经过（不含机密），可交给开发者。",
    ),
    "error.crash_unwritten": (
        "Something broke inside the program ({kind}); your data is safe.",
        "程序内部出错（{kind}）；数据没有丢失。",
    ),
}

"""Words about product lists: files that cannot be read, rows that are bad or odd, and sums."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    # Files
    "error.import_is_folder": (
        "{path} is a folder. Give the file with the products in it.",
        "{path} 是文件夹，请指定其中的商品文件。",
    ),
    "error.import_unreadable": (
        "{path} cannot be read: {problem}",
        "无法读取 {path}：{problem}",
    ),
    "error.import_too_large": (
        "{name} is larger than {megabytes} MB. Split it into smaller files.",
        "{name} 超过 {megabytes} MB，请拆分后再导入。",
    ),
    "error.import_not_table": (
        "{name} is not a table. Save it as CSV (UTF-8) or XLSX and try again.",
        "{name} 不是表格文件，请另存为 CSV（UTF-8）或 XLSX 后重试。",
    ),
    "error.import_damaged": (
        "{name} is damaged or was not copied completely. Fetch it again.",
        "{name} 已损坏或没有复制完整，请重新获取。",
    ),
    "error.import_protected": (
        "{name} is protected by a password. Save it without one and try again.",
        "{name} 设有密码，请去掉密码后重试。",
    ),
    "error.import_sheet_sprawls": (
        "The sheet in {name} reaches as far as cell {cell}. Delete what is out there and save "
        "it again.",
        "{name} 的工作表一直延伸到单元格 {cell}，请删除多余内容后重新保存。",
    ),
    "error.import_empty": ("The file is empty.", "文件是空的。"),
    "error.import_no_rows": (
        "The file has column heads and no rows below them.",
        "文件只有表头，没有数据行。",
    ),
    "error.import_no_name_column": (
        "No column looks like the product's name. The columns are: {headers}. Say which one it "
        "is, on the command line with --map name=COLUMN.",
        "找不到商品名称列。现有的列：{headers}。请指明名称列，命令行用 --map name=列名。",
    ),
    "error.import_map_form": (
        "“{text}” does not say which column: write --map name=COLUMN.",
        "“{text}”格式不对，请写成 --map name=列名。",
    ),
    "error.import_map_field": (
        "There is no field “{field}”. The fields are: {fields}.",
        "没有“{field}”这个字段。可用字段：{fields}。",
    ),
    "error.import_map_header": (
        "There is no column “{header}”. The columns are: {headers}.",
        "没有“{header}”这一列。现有的列：{headers}。",
    ),
    "error.import_cancelled": (
        "The import was stopped; nothing was changed.",
        "导入已停止，没有改动任何数据。",
    ),
    # Bad rows
    "error.import_name_empty": ("The name is empty.", "名称为空。"),
    "error.import_row_too_wide": (
        "The row has more cells than the {columns} columns of the head.",
        "该行的单元格多于表头的 {columns} 列。",
    ),
    "error.import_quote_open": (
        "A quotation mark in line {line} is never closed.",
        "第 {line} 行的引号没有闭合。",
    ),
    "error.import_price_not_number": (
        "The price “{text}” is not a number.",
        "价格“{text}”不是数字。",
    ),
    "error.import_code_damaged": (
        "A spreadsheet has rounded the barcode to {code}. Make that column text there.",
        "条码已被表格软件改成 {code}，请把该列设为文本格式。",
    ),
    "error.import_code_too_long": (
        "The barcode {code}… is longer than {max} characters.",
        "条码 {code}… 超过 {max} 个字符。",
    ),
    "error.import_codes_of_several": (
        "The barcodes of this row belong to several products: {names}.",
        "该行的条码属于多个商品：{names}。",
    ),
    "error.import_name_ambiguous": (
        "{count} products have the name “{name}”; the row needs a barcode or SKU.",
        "有 {count} 个商品名为“{name}”，该行需要条码或货号。",
    ),
    "error.import_same_product": (
        "Line {line} is already about “{name}”.",
        "第 {line} 行已是“{name}”这个商品。",
    ),
    "error.import_contradicts_line": (
        "Line {line} has the same {field} ({value}) and says something else.",
        "与第 {line} 行的{field}相同（{value}），但内容不同。",
    ),
    "error.sku_taken": (
        "SKU {sku} already belongs to “{name}”.",
        "货号 {sku} 已属于“{name}”。",
    ),
    # Odd rows, imported all the same
    "error.import_repeats_line": (
        "Says the same as line {line}.",
        "与第 {line} 行内容相同。",
    ),
    "error.import_check_digit": (
        "The check digit of {code} is wrong.",
        "条码 {code} 的校验位不正确。",
    ),
    "error.import_shortened": (
        "The {field} was cut to {max} characters.",
        "{field}已截短为 {max} 个字符。",
    ),
    "error.import_price_missing": (
        "There is no price; the till will ask for it.",
        "没有价格，收银时会询问。",
    ),
    "error.import_price_rounded": (
        "The price {text} was rounded.",
        "价格 {text} 已四舍五入。",
    ),
    "error.import_number_left_out": (
        "The {field} “{text}” cannot be used and was left out.",
        "{field}“{text}”无法使用，已忽略。",
    ),
    "error.import_tax_unknown": (
        "The shop has no tax “{text}”; the usual one applies.",
        "店里没有税项“{text}”，按默认税率处理。",
    ),
    # Fields
    "import.field.name": ("name", "名称"),
    "import.field.barcode": ("barcode", "条码"),
    "import.field.sku": ("SKU", "货号"),
    "import.field.category": ("category", "分类"),
    "import.field.unit": ("unit", "单位"),
    "import.field.price": ("price", "售价"),
    "import.field.cost": ("cost", "进价"),
    "import.field.stock": ("stock", "库存"),
    "import.field.tax": ("tax", "税率"),
    "import.field.supplier": ("supplier", "供应商"),
    # What came of it
    "import.summary": (
        "{new} new, {changed} changed, {unchanged} unchanged, {bad} bad, {warned} with a warning.",
        "新增 {new}，更改 {changed}，未变 {unchanged}，错误 {bad}，提醒 {warned}。",
    ),
    "import.dry_run": ("Nothing was written.", "未写入任何数据。"),
    "import.columns": ("Columns: {columns}", "列对应：{columns}"),
    "import.line": ("Line {line}, {name}: {reason}", "第 {line} 行 {name}：{reason}"),
    "import.more": ("… and {n} more.", "…另有 {n} 行。"),
    "import.rejected_file": (
        "The bad rows are in {path}, with the reasons. Correct them there and import that file.",
        "错误的行及原因已写入 {path}，改正后可直接导入该文件。",
    ),
    "import.shop_name": ("My shop", "我的店"),
    "import.shop_would_open": (
        "There is no shop yet; “{name}” would be opened with the usual settings.",
        "目前没有店铺；导入时将按默认设置开设“{name}”。",
    ),
    "import.shop_opened": (
        "There was no shop yet, so “{name}” was opened with the usual settings; change them in the "
        "window.",
        "之前没有店铺，已按默认设置开设“{name}”，可在窗口中修改。",
    ),
    "import.head.line": ("Line", "行号"),
    "import.head.reason": ("Reason", "原因"),
}

"""About sixty goods in two languages. Prices are everyday ones in Chinese cents (fen).

Barcodes begin with 952, the prefix GS1 keeps for demonstrations, so they meet no real article.
"""

from __future__ import annotations

from typing import NamedTuple

from app.domain.catalog import StockPolicy


class Group(NamedTuple):
    """A category; `food` goods take the reduced tax rate where there is one."""

    name: str
    name_en: str
    food: bool


class Good(NamedTuple):
    """One thing for sale.

    Attributes:
        number: item number, also the last digits of the barcode; the first is the group.
        unit: in Chinese, one of app.domain.common_words.
        price, cost: in fen; price 0 is asked for at the till.
        stock: whole units, or kilograms; None is not tracked.
    """

    number: int
    name: str
    name_en: str
    unit: str
    price: int
    cost: int
    stock: int | None
    favourite: bool = False

    @property
    def policy(self) -> StockPolicy:
        """Goods without stock are services."""
        return StockPolicy.NOT_TRACKED if self.stock is None else StockPolicy.ALLOW_NEGATIVE


GROUPS: dict[int, Group] = {
    1: Group("饮料", "Drinks", False),
    2: Group("零食", "Snacks", False),
    3: Group("面包糕点", "Bakery", True),
    4: Group("水果蔬菜", "Fruit & vegetables", True),
    5: Group("粮油蛋奶", "Staples & dairy", True),
    6: Group("日用品", "Household", False),
    7: Group("文具", "Stationery", False),
    8: Group("服务", "Services", False),
}

GOODS: tuple[Good, ...] = (
    Good(1001, "矿泉水 550ml", "Still water 550 ml", "瓶", 200, 110, 96, True),
    Good(1002, "气泡水 500ml", "Sparkling water 500 ml", "瓶", 450, 260, 48),
    Good(1003, "可乐 330ml", "Cola 330 ml", "听", 300, 190, 120, True),
    Good(1004, "柠檬汽水 330ml", "Lemon soda 330 ml", "听", 300, 190, 72),
    Good(1005, "橙汁 1L", "Orange juice 1 l", "盒", 1280, 840, 24),
    Good(1006, "苹果汁 1L", "Apple juice 1 l", "盒", 1180, 760, 24),
    Good(1007, "冰红茶 500ml", "Iced black tea 500 ml", "瓶", 400, 240, 60),
    Good(1008, "茉莉花茶 500ml", "Jasmine tea 500 ml", "瓶", 550, 320, 60, True),
    Good(1009, "绿豆汤 400ml", "Mung bean drink 400 ml", "瓶", 600, 350, 30),
    Good(1010, "啤酒 500ml", "Lager 500 ml", "听", 580, 370, 96),
    Good(1011, "现磨咖啡", "Fresh coffee", "杯", 1200, 350, None, True),
    Good(2001, "原味薯片 75g", "Salted crisps 75 g", "袋", 750, 480, 40),
    Good(2002, "番茄味薯片 75g", "Tomato crisps 75 g", "袋", 750, 480, 40),
    Good(2003, "苏打饼干 100g", "Soda crackers 100 g", "袋", 490, 300, 36),
    Good(2004, "牛奶巧克力 100g", "Milk chocolate 100 g", "块", 1150, 760, 30, True),
    Good(2005, "黑巧克力 100g", "Dark chocolate 100 g", "块", 1290, 850, 30),
    Good(2006, "烤花生 200g", "Roasted peanuts 200 g", "袋", 880, 560, 32),
    Good(2007, "葵花籽 160g", "Sunflower seeds 160 g", "袋", 690, 430, 32),
    Good(2008, "牛肉干 80g", "Beef jerky 80 g", "袋", 2380, 1650, 20),
    Good(2009, "海苔 15g", "Seaweed snack 15 g", "袋", 850, 520, 25),
    Good(2010, "水果果冻", "Fruit jelly", "个", 250, 140, 60),
    Good(2011, "薄荷口香糖", "Mint chewing gum", "盒", 650, 400, 48),
    Good(2012, "水果糖 120g", "Fruit drops 120 g", "袋", 580, 350, 30),
    Good(3001, "白吐司 400g", "White sliced bread 400 g", "袋", 890, 540, 12),
    Good(3002, "全麦吐司 400g", "Wholemeal bread 400 g", "袋", 1090, 660, 12),
    Good(3003, "牛角包", "Croissant", "个", 680, 350, 18),
    Good(3004, "豆沙包", "Red bean bun", "个", 300, 150, 30, True),
    Good(3005, "菠萝包", "Pineapple bun", "个", 500, 260, 20),
    Good(3006, "蛋挞", "Egg tart", "个", 450, 220, 24),
    Good(3007, "肉松面包", "Pork floss bun", "个", 780, 420, 16),
    Good(3008, "戚风蛋糕", "Chiffon cake", "个", 2600, 1500, 6),
    Good(4001, "苹果", "Apples", "千克", 980, 650, 40),
    Good(4002, "香蕉", "Bananas", "千克", 760, 490, 35, True),
    Good(4003, "橙子", "Oranges", "千克", 1090, 720, 30),
    Good(4004, "葡萄", "Grapes", "千克", 1980, 1350, 15),
    Good(4005, "番茄", "Tomatoes", "千克", 850, 540, 25),
    Good(4006, "黄瓜", "Cucumbers", "千克", 690, 420, 25),
    Good(4007, "土豆", "Potatoes", "千克", 460, 270, 60),
    Good(4008, "胡萝卜", "Carrots", "千克", 520, 300, 30),
    Good(4009, "大白菜", "Chinese cabbage", "千克", 320, 180, 40),
    Good(4010, "生姜", "Ginger", "千克", 1680, 1100, 8),
    Good(5001, "大米 5kg", "Rice 5 kg", "袋", 3990, 3100, 20),
    Good(5002, "挂面 1kg", "Wheat noodles 1 kg", "包", 990, 650, 30),
    Good(5003, "方便面", "Instant noodles", "包", 350, 210, 90, True),
    Good(5004, "食用油 1.8L", "Cooking oil 1.8 l", "瓶", 3280, 2600, 15),
    Good(5005, "酱油 500ml", "Soy sauce 500 ml", "瓶", 1080, 700, 24),
    Good(5006, "白砂糖 1kg", "White sugar 1 kg", "袋", 850, 580, 24),
    Good(5007, "鸡蛋 10枚", "Eggs, 10", "盒", 1390, 980, 25),
    Good(5008, "鲜牛奶 950ml", "Fresh milk 950 ml", "盒", 1590, 1150, 30, True),
    Good(5009, "原味酸奶 200g", "Plain yoghurt 200 g", "杯", 650, 410, 36),
    Good(6001, "抽纸 3包", "Tissues, 3 packs", "包", 1290, 820, 30),
    Good(6002, "卷纸 10卷", "Toilet paper, 10 rolls", "包", 2190, 1500, 20),
    Good(6003, "洗洁精 1kg", "Washing-up liquid 1 kg", "瓶", 990, 600, 18),
    Good(6004, "洗衣液 2kg", "Laundry liquid 2 kg", "瓶", 2890, 1900, 12),
    Good(6005, "牙膏 120g", "Toothpaste 120 g", "支", 1250, 760, 24),
    Good(6006, "香皂 100g", "Soap 100 g", "块", 550, 310, 30),
    Good(6007, "垃圾袋 30只", "Bin bags, 30", "包", 890, 480, 25),
    Good(6008, "5号电池 4粒", "AA batteries, 4", "盒", 1490, 880, 20),
    Good(7001, "中性笔 黑色", "Gel pen, black", "支", 250, 110, 80),
    Good(7002, "笔记本 A5", "Notebook A5", "本", 980, 520, 30),
    Good(7003, "铅笔 HB", "Pencil HB", "支", 150, 60, 100),
    Good(7004, "透明胶带", "Clear tape", "个", 380, 180, 25),
    Good(7005, "生日贺卡", "Birthday card", "个", 680, 300, 20),
    Good(8001, "话费充值", "Phone top-up", "", 0, 0, None),
)
